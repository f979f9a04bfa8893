const REPEAT_MS = 60_000
/** Messages may contain numbers, so that each of them differs. */
const MOST_KNOWN = 200

/**
 * Keeps the log readable during a failure: the same message is logged once a minute, with the number of times
 * it occurred.
 */
export class Complaints {
  readonly #told = new Map<string, { at: number; times: number }>()

  /** Calls `tell` at once, or after a minute with the number of times it occurred since. */
  complain(what: string, tell: (times: number) => void): void {
    const last = this.#told.get(what)
    if (last !== undefined && performance.now() - last.at < REPEAT_MS) {
      last.times += 1
      return
    }
    if (this.#told.size > MOST_KNOWN) this.#told.clear()
    this.#told.set(what, { at: performance.now(), times: 0 })
    tell((last?.times ?? 0) + 1)
  }
}
