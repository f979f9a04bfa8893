import { daysToPay } from '../../funds/index.ts'
import { placeOf } from '../../platform/access/scope.ts'
import { service } from '../../platform/auth/actor.ts'
import type { Jobs } from '../../platform/work/jobs.ts'
import { repeatByClock } from '../../platform/work/repeat.ts'
import { type AppContext, type Work, work } from '../../platform/work/work.ts'
import { startRun } from './actions.ts'
import * as rules from './rules.ts'
import * as store from './store.ts'

const MINUTE = 60

/**
 * Starts the runs of provinces whose day has come. Each starts in its own transaction, which notes the
 * request: so a run starts once a day, whatever the number of instances. Returns the number of runs started.
 */
export async function startDueRuns(context: AppContext, jobs: Jobs, alive = () => {}): Promise<number> {
  let started = 0
  for (const { unitCode } of await store.schedulesOn(context.db)) {
    // The service acts, and sees what the province sees.
    const actor = { ...service, unitCode }
    if (await work(context, { actor }, (work) => startDue(work, jobs, unitCode))) started += 1
    alive()
  }
  return started
}

/** Checks about once a minute until stopped, so that a run missed during a downtime starts soon. */
export function keepCheckingMonths(context: AppContext, jobs: Jobs, onError: (error: unknown) => void) {
  return repeatByClock(context, MINUTE, (alive) => startDueRuns(context, jobs, alive), onError)
}

async function startDue(work: Work, jobs: Jobs, unitCode: string): Promise<boolean> {
  const { tx, actor, today } = work
  const schedule = await store.takeSchedule(tx, unitCode)
  if (schedule === undefined) return false
  const until = rules.dueMonth(schedule, today, await daysToPay(tx, unitCode, `${today.slice(0, 7)}-01`))
  if (until === undefined) return false
  await store.markAsked(tx, unitCode, today)
  const { lastPeriod: since } = schedule
  const tree = await placeOf(tx, actor, 'fund', unitCode)
  const earlier = since === null ? [] : await store.monthsLeft(tx, tree, { since, until, today })
  await startRun(work, jobs, { withinCode: unitCode, period: until.slice(0, 7) }, earlier)
  return true
}
