import type { AppContext } from './work.ts'

/** So long a round may go without getting anywhere: every statement in it ends in less. */
const LIMIT_SECONDS = 60
/** A round is late when it has had no success for twice its interval and this. */
const LATE_MS = 30_000

/** A background step. */
export interface Repeated {
  /** Whether it works: by its last success, not by having been started. */
  isFresh(): boolean
  /** Seconds since its last success. */
  sinceSuccess(): number
  /** Waits for the round at hand. */
  stop(): Promise<void>
}

/** One round. It calls `alive` after each part, where there may be many: then it is not too long. */
export type Round = (alive: () => void) => Promise<unknown>

/**
 * Does something about every so many seconds until stopped, once at a time. A round that gets nowhere is
 * reported, and the next one begins without waiting for it.
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
 * The same for what goes by the day: while the clock is wrong nothing is marked, begun, erased or forgotten.
 * Such a round counts as a success of its own: readiness says of the clock that it is wrong.
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
