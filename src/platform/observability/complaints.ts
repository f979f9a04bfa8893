const REPEAT_MS = 60_000
/** Messages may hold numbers, so that each is another one. */
const MOST_KNOWN = 200

/**
 * Keeps a log readable while a failure goes on: the same one is logged once a minute, with how often it
 * came.
 */
export class Complaints {
  readonly #told = new Map<string, { at: number; times: number }>()

  /** Calls `tell` at once, or not before a minute is over, with the number of times it came since. */
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
