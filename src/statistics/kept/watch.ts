import { subtree } from '../../platform/access/scope.ts'
import type { Statistics } from '../../platform/access/statistics.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import { localDate } from '../../platform/values/days.ts'
import { type Repeated, type Round, repeatByClock } from '../../platform/work/repeat.ts'
import type { AppContext } from '../../platform/work/work.ts'
import { scope } from '../answer.ts'
import * as rules from '../rules.ts'
import { KeptFigures } from './figures.ts'
import { forgetBefore, takeUnit } from './store.ts'

const MINUTE = 60

/**
 * Counts the figures of provinces and cities once a day, each as the unit's own leader sees them, so that the
 * first reader of a day does not wait. Returns how many units it counted.
 */
export async function countAhead(
  context: AppContext,
  statistics: Statistics,
  alive: () => void = () => {}
): Promise<number> {
  const { db, clock } = context
  const kept = new KeptFigures(context, statistics)
  const today = localDate(clock())
  await forgetBefore(db, today)
  for (let counted = 0; ; counted += 1) {
    const code = await takeUnit(db, today)
    if (code === undefined) return counted
    const tree = await subtree(db, leaderOf(code), scope)
    await kept.read(db, { actor: leaderOf(code), tree, ...rules.yearsOf(today) }, true)
    alive()
  }
}

function leaderOf(unitCode: string): Actor {
  return { sub: 'service', name: 'service', unitCode, roles: ['leader'] }
}

/** Looks about once a minute whether a day has begun, until stopped. */
export function keepCounting(
  context: AppContext,
  statistics: Statistics,
  onError: (error: unknown) => void
): Repeated {
  const round: Round = (alive) => countAhead(context, statistics, alive)
  return repeatByClock(context, MINUTE, round, onError)
}
