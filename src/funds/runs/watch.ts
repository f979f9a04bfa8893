import { service } from '../../platform/auth/actor.ts'
import type { Jobs } from '../../platform/jobs.ts'
import { repeat } from '../../platform/repeat.ts'
import { type Work, type Workshop, work } from '../../platform/work.ts'
import { startRun } from './actions.ts'
import * as rules from './rules.ts'
import * as store from './store.ts'

const HOUR = 3600

/**
 * Starts the runs of provinces whose day has come, each in a transaction of its own, which notes the month
 * as checked: once, whatever the number of instances. Gives how many it started.
 */
export async function startDueRuns(shop: Workshop, jobs: Jobs): Promise<number> {
  let started = 0
  for (const { unitCode } of await store.schedulesOn(shop.db)) {
    // In the name of the service, and with the eyes of the province.
    const actor = { ...service, unitCode }
    if (await work(shop, { actor }, (work) => startDue(work, jobs, unitCode))) started += 1
  }
  return started
}

/** Looks about once an hour until stopped. */
export function keepCheckingMonths(shop: Workshop, jobs: Jobs, onError: (error: unknown) => void) {
  return repeat(HOUR, () => startDueRuns(shop, jobs), onError)
}

async function startDue(work: Work, jobs: Jobs, unitCode: string): Promise<boolean> {
  const schedule = await store.takeSchedule(work.tx, unitCode)
  const period = schedule && rules.dueMonth(schedule, work.today)
  if (period === undefined) return false
  await store.markChecked(work.tx, unitCode, period)
  await startRun(work, jobs, { withinCode: unitCode, period: period.slice(0, 7) })
  return true
}
