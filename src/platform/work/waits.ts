/** How long a request waits for rows that another transaction holds, in milliseconds. */
export const PATIENCE_MS = 1000
/** How many requests of one person may wait at a time; a further one is refused at once. */
export const MOST_WAITS = 2
const PAUSE_MS = 100
/** Long waits check less often. */
const LONG_PAUSE_MS = 1000

/** Requests that wait, without a connection, for rows that another transaction holds. */
export class Waits {
  readonly #bySub = new Map<string, number>()

  /**
   * Waits a moment, at most `left` milliseconds. Returns false at once where too many requests of this person
   * wait.
   */
  async wait(sub: string, left: number): Promise<boolean> {
    const waiting = this.#bySub.get(sub) ?? 0
    if (waiting >= MOST_WAITS) return false
    this.#bySub.set(sub, waiting + 1)
    await pause(Math.min(PAUSE_MS, left))
    const after = (this.#bySub.get(sub) ?? 1) - 1
    if (after === 0) this.#bySub.delete(sub)
    else this.#bySub.set(sub, after)
    return true
  }

  /** The same for background work, of which there is little at a time. */
  async waitLong(left: number): Promise<boolean> {
    await pause(Math.min(LONG_PAUSE_MS, left))
    return true
  }
}

/** Spread, so that not all continue at the same moment. */
async function pause(ms: number): Promise<void> {
  await new Promise((done) => setTimeout(done, ms * (0.5 + Math.random() / 2)))
}
