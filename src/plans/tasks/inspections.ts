import type { Work } from '../../platform/work.ts'
import * as rules from '../rules.ts'
import * as plans from '../store.ts'
import type { Method } from '../vocabulary.ts'
import { lockTask } from './actions.ts'
import * as store from './store.ts'

/** The day and the way of an inspection that carries out a task. */
export interface Appointment {
  method: Method
  scheduledOn: string
}

/**
 * Schedules a task for the inspection that carries it out. Gives whose task it is, and on whom.
 *
 * @throws task-not-found, plan-closed, task-done, schedule-outside-year (at `/plannedOn`)
 */
export async function scheduleTask(work: Work, id: string, wanted: Appointment) {
  const { plan, task } = await lockTask(work, id, '/taskId')
  const change = rules.schedule(plan, task, wanted, '/plannedOn')
  await store.update(work.tx, id, change)
  await plans.update(work.tx, plan.id)
  const subject = { id, unitCode: plan.unitCode, path: plan.path }
  work.record('inspection-task.arranged', subject, { planId: plan.id, ...change })
  return { unitCode: plan.unitCode, targetCode: task.targetCode }
}

/** Its inspection is done. A task that was replaced meanwhile, or whose plan is closed, stays as it is. */
export async function markInspected(work: Work, id: string): Promise<void> {
  const { plan, task } = await lockTask(work, id)
  if (!rules.isOpen(plan, task)) return
  await store.update(work.tx, id, { state: 'inspected' })
  await plans.update(work.tx, plan.id)
  const subject = { id, unitCode: plan.unitCode, path: plan.path }
  work.record('inspection-task.inspected', subject, { planId: plan.id })
}
