import { sweepEnded } from '../operations/index.ts'
import { sweep } from './idempotency.ts'
import { type Repeated, repeatByClock } from './repeat.ts'
import type { AppContext } from './work.ts'

const MINUTE = 60
const HOUR_MS = 3600_000

/**
 * Deletes old kept answers and old operations in batches: first a minute after the start, so that instances
 * that restart often do it too, and then once an hour. `other` runs with them: it deletes old events, and
 * shortens the log of the embedded PostgreSQL.
 */
export function keepSweeping(
  context: AppContext,
  onError: (error: unknown) => void,
  other: (alive: () => void) => Promise<void> = async () => {}
): Repeated {
  let sweptAt = Number.NEGATIVE_INFINITY
  const all = async (alive: () => void) => {
    if (performance.now() - sweptAt < HOUR_MS) return
    await sweep(context.db, context.clock())
    alive()
    await sweepEnded(context.db, context.clock())
    await other(alive)
    sweptAt = performance.now()
  }
  return repeatByClock(context, MINUTE, all, onError)
}
