import { LRUCache } from 'lru-cache'

/** The most answers that are kept, the latest used ones. */
const MOST = 500
/** Counting for longer than this is worth keeping the answer, in milliseconds. */
const LONG_MS = 1000
/** Such an answer is given again for so many times as long as counting took. */
const TIMES = 20

interface Kept<Answer> {
  /** The state of the data for which it was counted. */
  state: string
  answer: Promise<Answer>
  startedAt: number
  /** Not yet there: it is still being counted. */
  tookMs?: number
}

/**
 * Answers of one reader about one subtree. They are given again while nothing was written, and those that
 * take long to count for a while; two who ask at once wait for one count.
 */
export class KeptAnswers<Answer> {
  readonly #kept = new LRUCache<string, Kept<Answer>>({ max: MOST })
  readonly #now: () => number

  /** @param now milliseconds of a clock that only goes forward */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now
  }

  /** `key`: everything that the answer depends on, but the data. `state`: equal only where the data are. */
  answer(key: string, state: string, count: () => Promise<Answer>): Promise<Answer> {
    const known = this.#kept.get(key)
    if (known !== undefined && (known.state === state || this.#isWorthKeeping(known))) return known.answer
    const fresh: Kept<Answer> = { state, startedAt: this.#now(), answer: count() }
    this.#kept.set(key, fresh)
    fresh.answer.then(
      () => {
        fresh.tookMs = this.#now() - fresh.startedAt
      },
      () => {
        if (this.#kept.get(key) === fresh) this.#kept.delete(key)
      }
    )
    return fresh.answer
  }

  #isWorthKeeping({ startedAt, tookMs }: Kept<Answer>): boolean {
    const age = this.#now() - startedAt
    const took = tookMs ?? age
    return took >= LONG_MS && age < took * TIMES
  }
}
