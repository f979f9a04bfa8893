import { service } from '../platform/auth/actor.ts'
import { repeatByClock } from '../platform/work/repeat.ts'
import { type AppContext, type Work, work } from '../platform/work/work.ts'
import * as progress from './progress/store.ts'

const MINUTE = 60

/** Records each item that has become overdue at a unit, once, and returns how many there were. */
export function watchDeployments(context: AppContext): Promise<number> {
  return work(context, { actor: service }, recordOverdue)
}

/** Runs the watch about once a minute until stopped; it does something once a day. */
export function keepWatchingDeployments(context: AppContext, onError: (error: unknown) => void) {
  return repeatByClock(context, MINUTE, () => watchDeployments(context), onError)
}

async function recordOverdue({ tx, now, today, record }: Work): Promise<number> {
  if (!(await progress.takeDay(tx, today))) return 0
  const overdue = await progress.markOverdue(tx, today, now)
  for (const { id, unitCode, path, itemNo, dueOn } of overdue) {
    record('deployment.item-overdue', { id, unitCode, path }, { itemNo, dueOn })
  }
  return overdue.length
}
