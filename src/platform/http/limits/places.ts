import type { Actor } from '../../auth/actor.ts'
import { refuse } from '../../errors/wordings.ts'

type Caller = Pick<Actor, 'sub' | 'unitCode'>

export interface Shares {
  /** Places in total. */
  most: number
  /** The most for one person (`sub`). */
  ofCaller?: number
  /** The most for all people of one unit. */
  ofUnit?: number
  /** How long a request waits for a place before it is refused, in milliseconds. */
  patienceMs: number
}

interface Waiting {
  caller: Caller
  enter: () => void
}

/** How many requests of one person may wait; a further one is refused at once. */
const MOST_WAITING = 20
const RETRY_SECONDS = 5

/**
 * Shares something scarce, such as uploads, downloads and their connections. Nobody gets more than their
 * share, and requests that wait for their own share let others pass.
 */
export class Places {
  readonly #shares: Required<Shares>
  readonly #taken = new Counter()
  readonly #waiting = new Set<Waiting>()
  #open = 0

  constructor({ most, ofCaller = most, ofUnit = most, patienceMs }: Shares) {
    this.#shares = { most, ofCaller, ofUnit, patienceMs }
  }

  get taken(): number {
    return this.#open
  }

  /** How many wait for a place. */
  get waiting(): number {
    return this.#waiting.size
  }

  /**
   * Takes a place. Returns the function that frees it, to be called once.
   *
   * @throws streams-busy
   */
  async enter(caller: Caller, signal?: AbortSignal): Promise<() => void> {
    signal?.throwIfAborted()
    if (this.#isFreeFor(caller)) this.#take(caller)
    else await this.#turn(caller, signal)
    let isLeft = false
    return () => {
      if (!isLeft) this.#leave(caller)
      isLeft = true
    }
  }

  #isFreeFor({ sub, unitCode }: Caller): boolean {
    const { most, ofCaller, ofUnit } = this.#shares
    const taken = this.#taken
    return this.#open < most && taken.of(`sub ${sub}`) < ofCaller && taken.of(`unit ${unitCode}`) < ofUnit
  }

  #take(caller: Caller): void {
    this.#open += 1
    this.#count(caller, 1)
  }

  #count({ sub, unitCode }: Caller, by: 1 | -1): void {
    this.#taken.add(`sub ${sub}`, by)
    this.#taken.add(`unit ${unitCode}`, by)
  }

  /** Waits for a place that the caller may have. */
  #turn(caller: Caller, signal: AbortSignal | undefined): Promise<void> {
    const busy = () => refuse('streams-busy', { retryAfterSeconds: RETRY_SECONDS })
    const before = [...this.#waiting].filter((one) => one.caller.sub === caller.sub).length
    if (before >= MOST_WAITING) throw busy()
    return new Promise((done, fail) => {
      const waiting: Waiting = { caller, enter: () => settle(done) }
      const settle = (end: () => void) => {
        clearTimeout(timer)
        signal?.removeEventListener('abort', leave)
        this.#waiting.delete(waiting)
        end()
      }
      const leave = () => settle(() => fail(signal?.reason))
      const timer = setTimeout(() => settle(() => fail(busy())), this.#shares.patienceMs)
      signal?.addEventListener('abort', leave)
      this.#waiting.add(waiting)
    })
  }

  /** Gives the place to whoever has waited longest among those who may have it. */
  #leave(caller: Caller): void {
    this.#open -= 1
    this.#count(caller, -1)
    for (const waiting of this.#waiting) {
      if (!this.#isFreeFor(waiting.caller)) continue
      this.#take(waiting.caller)
      waiting.enter()
      return
    }
  }
}

/** Counts by name, without entries for zero. */
class Counter {
  readonly #counts = new Map<string, number>()

  of(name: string): number {
    return this.#counts.get(name) ?? 0
  }

  add(name: string, by: number): void {
    const count = this.of(name) + by
    if (count === 0) this.#counts.delete(name)
    else this.#counts.set(name, count)
  }
}
