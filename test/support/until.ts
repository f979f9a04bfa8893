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
