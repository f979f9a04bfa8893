import type { AppContext } from './work.ts'

/** How long a round may take without progress, in seconds: every statement in it ends sooner. */
const LIMIT_SECONDS = 60
/** Tolerance in addition to twice the interval before a step without success is late. */
const LATE_MS = 30_000

/** A background step. */
export interface Repeated {
  /** Whether it works, judged by its last success and not by having been started. */
  isFresh(): boolean
  /** Seconds since its last success. */
  sinceSuccess(): number
  /** Waits for the current round. */
  stop(): Promise<void>
}

/** One round. It calls `alive` after each part, so that a long round does not count as stuck. */
export type Round = (alive: () => void) => Promise<unknown>

/**
 * Repeats an action at an interval until stopped, one round at a time. A round without progress is reported,
 * and the next round begins without waiting for it.
 */
export function repeat(
  seconds: number,
  what: Round,
  onError: (error: unknown) => void,
  limitSeconds = LIMIT_SECONDS
): Repeated {
  let running: Promise<unknown> | undefined
  let succeededAt = performance.now()
  let movedAt = 0
  const alive = () => {
    succeededAt = performance.now()
    movedAt = succeededAt
  }
  const begin = () => {
    movedAt = performance.now()
    const round: Promise<unknown> = what(alive)
      .then(alive, onError)
      .finally(() => {
        if (running === round) running = undefined
      })
    running = round
  }
  const timer = setInterval(() => {
    if (running !== undefined) {
      if (performance.now() - movedAt < limitSeconds * 1000) return
      onError(new Error(`a round has taken more than ${limitSeconds} s; the next one begins`))
    }
    begin()
  }, seconds * 1000)
  return {
    sinceSuccess: () => (performance.now() - succeededAt) / 1000,
    isFresh: () => performance.now() - succeededAt < 2000 * seconds + LATE_MS,
    async stop(): Promise<void> {
      clearInterval(timer)
      await running
    }
  }
}

/**
 * The same for actions that depend on the day: while the clock is wrong nothing is marked, begun or erased.
 * Such a round counts as a success, because readiness reports the wrong clock itself.
 */
export function repeatByClock(
  { hasRightClock }: Pick<AppContext, 'hasRightClock'>,
  seconds: number,
  what: Round,
  onError: (error: unknown) => void
): Repeated {
  const round: Round = async (alive) => {
    if ((await hasRightClock?.()) === false) return
    await what(alive)
  }
  return repeat(seconds, round, onError)
}
