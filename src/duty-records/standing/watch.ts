import { service } from '../../platform/auth/actor.ts'
import { yearOf } from '../../platform/values/days.ts'
import { repeatByClock } from '../../platform/work/repeat.ts'
import { type AppContext, type Work, work } from '../../platform/work/work.ts'
import { dutiesIn } from '../../policy/index.ts'
import * as store from './store.ts'

const MINUTE = 60
const everywhere = { code: '*', depth: 0 }

/**
 * Records each duty that was missed since the last look, once, and returns how many there were. What had been
 * missed before the service looked for the first time is shown in the lists, but is no event.
 */
export function watchDuties(context: AppContext, staffOnRegister: store.StaffOnRegister): Promise<number> {
  return work(context, { actor: service }, (work) => recordMissed(work, staffOnRegister))
}

/** Runs the watch about once a minute until stopped; it does something once a day. */
export function keepWatchingDuties(
  context: AppContext,
  staffOnRegister: store.StaffOnRegister,
  onError: (error: unknown) => void
) {
  return repeatByClock(context, MINUTE, () => watchDuties(context, staffOnRegister), onError)
}

async function recordMissed(
  { tx, now, today, record }: Work,
  staffOnRegister: store.StaffOnRegister
): Promise<number> {
  const last = await store.watchedUntil(tx, today)
  if (last === undefined) return 0
  let total = 0
  for (let year = yearOf(last); year <= yearOf(today); year += 1) {
    const question = { tree: everywhere, year, today, duties: dutiesIn(year), staffOnRegister }
    const missed = await store.markMissed(tx, question, last, now)
    for (const { unitCode, path, kind, dueOn } of missed) {
      record('unit.duty-missed', { code: unitCode, path }, { kind, year, dueOn })
    }
    total += missed.length
  }
  return total
}
