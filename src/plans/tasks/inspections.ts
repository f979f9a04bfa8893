import type { Work } from '../../platform/work/work.ts'
import { areasByPolicy, clauseOfInspection } from '../../policy/index.ts'
import * as rules from '../rules.ts'
import * as plans from '../store.ts'
import type { Method } from '../vocabulary.ts'
import { lockTask } from './actions.ts'
import { outcome, type Visit } from './rules.ts'
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

/**
 * One of its inspections has ended: `visits` are all that were carried out for the task. A task that was
 * replaced or dropped meanwhile, or whose plan is closed, stays as it is.
 */
export async function countVisits(work: Work, id: string, visits: readonly Visit[]): Promise<void> {
  const { plan, task } = await lockTask(work, id)
  if (!rules.isOpen(plan, task)) return
  const asked = areasByPolicy[plan.policyId]?.[task.targetLevel] ?? []
  const { state, coveredAreas, missingAreas } = outcome(plan.year, task.coverage, asked, visits)
  const scheduledOn = state === 'inspected' ? task.scheduledOn : null
  await store.update(work.tx, id, { state, coveredAreas, scheduledOn })
  await plans.update(work.tx, plan.id)
  const subject = { id, unitCode: plan.unitCode, path: plan.path }
  // An inspection of another year, or one that checked nothing, leaves the task as it was before.
  const event = state === 'pending' ? 'not-counted' : state
  const clause = clauseOfInspection(plan.policyId, plan.unitLevel, task.coverage)
  work.record(`inspection-task.${event}`, subject, { planId: plan.id, missingAreas, clause })
}

/** Frees a task whose inspection was cancelled, unless it was replaced or dropped or its plan is closed. */
export async function releaseTask(work: Work, id: string): Promise<void> {
  const { plan, task } = await lockTask(work, id)
  if (!rules.isOpen(plan, task)) return
  await store.update(work.tx, id, rules.released(task))
  await plans.update(work.tx, plan.id)
  const subject = { id, unitCode: plan.unitCode, path: plan.path }
  work.record('inspection-task.released', subject, { planId: plan.id })
}
