import { setTimeout as pause } from 'node:timers/promises'

interface Step {
  name: string
  close: (limitMs: number) => Promise<unknown>
  /** The longest that it may take; left out: all the time that is left. */
  mostMs: number
  /** The time that steps closed earlier must leave to it. */
  leastMs: number
}

type Limits = Partial<Pick<Step, 'mostMs' | 'leastMs'>>

/** The time kept for a step that does not say what it needs. */
const LEAST_MS = 300

/**
 * What was opened, in order. The last opened is the first closed: HTTP, then jobs and background steps, then
 * connections, PostgreSQL at the end. Each has its time, so that one that hangs does not keep the others, and
 * all together are over at the deadline.
 */
export class Closing {
  readonly #steps: Step[] = []
  readonly #onError: (step: string, error: unknown) => void

  constructor(onError: (step: string, error: unknown) => void) {
    this.#onError = onError
  }

  add(name: string, close: Step['close'], limits: Limits = {}): void {
    this.#steps.push({ name, close, mostMs: Number.POSITIVE_INFINITY, leastMs: LEAST_MS, ...limits })
  }

  /** Closes all within this time; returns the names of the steps that did not end in time. */
  async close(withinMs: number): Promise<string[]> {
    const deadline = performance.now() + withinMs
    const hung: string[] = []
    for (let step = this.#steps.pop(); step !== undefined; step = this.#steps.pop()) {
      const reserved = this.#steps.reduce((sum, { leastMs }) => sum + leastMs, 0)
      const limitMs = Math.max(0, Math.min(step.mostMs, deadline - performance.now() - reserved))
      if (!(await this.#isClosed(step, limitMs))) hung.push(step.name)
    }
    return hung
  }

  async #isClosed({ name, close }: Step, limitMs: number): Promise<boolean> {
    const end = new AbortController()
    const closed = close(limitMs)
      .catch((error: unknown) => this.#onError(name, error))
      .then(() => true)
    const tooLate = pause(limitMs, false, { signal: end.signal }).catch(() => true)
    const isClosed = await Promise.race([closed, tooLate])
    end.abort()
    return isClosed
  }
}
