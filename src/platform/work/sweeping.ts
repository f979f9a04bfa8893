import { sweepEnded } from '../operations/index.ts'
import { sweep } from './idempotency.ts'
import { type Repeated, repeatByClock } from './repeat.ts'
import type { AppContext } from './work.ts'

const MINUTE = 60
const HOUR_MS = 3600_000

/**
 * Forgets kept answers and operations that are old enough, a batch at a time: for the first time a minute
 * after the start, so that an instance that is often restarted comes to it too, and then once an hour.
 * `other` is swept with them: the log of an embedded PostgreSQL.
 */
export function keepSweeping(
  context: AppContext,
  onError: (error: unknown) => void,
  other: () => void = () => {}
): Repeated {
  let sweptAt = Number.NEGATIVE_INFINITY
  const all = async (alive: () => void) => {
    if (performance.now() - sweptAt < HOUR_MS) return
    await sweep(context.db, context.clock())
    alive()
    await sweepEnded(context.db, context.clock())
    other()
    sweptAt = performance.now()
  }
  return repeatByClock(context, MINUTE, all, onError)
}
