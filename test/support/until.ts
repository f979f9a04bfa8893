/** How long a test waits for what must come: so long that only a hang is found by it, however busy the machine. */
export const PATIENCE_MS = 600_000
const PAUSE_MS = 25

/** Asks until the answer is yes. */
export async function until(isSo: () => boolean | Promise<boolean>, what: string): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS
  while (!(await isSo())) {
    if (Date.now() > deadline) throw new Error(`${what}: it never came`)
    await new Promise((done) => setTimeout(done, PAUSE_MS))
  }
}

/** Asks again as long as another change of the tree is under way, as a caller would who is told to come again. */
export async function whenTreeIsFree<T extends { status: number; body: { code?: string } }>(
  ask: () => Promise<T>
): Promise<T> {
  let answer: T | undefined
  await until(async () => {
    answer = await ask()
    return answer.body.code !== 'tree-busy'
  }, 'the tree is free')
  return answer as T
}
