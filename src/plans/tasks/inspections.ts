import type { Work } from '../../platform/work/work.ts'
import { areasByPolicy, clauseOfInspection } from '../../policy/index.ts'
import { type Method, refuse } from '../vocabulary.ts'
import { lockTask } from './actions.ts'
import * as rules from './rules.ts'
import * as store from './store.ts'

/** The day and the method of an inspection that carries out a task. */
export interface Appointment {
  method: Method
  scheduledOn: string
}

/**
 * Schedules a task for the inspection that carries it out. Returns the inspecting unit and the target.
 *
 * @throws task-not-found, plan-closed, task-done, schedule-outside-year (at `/plannedOn`)
 */
export async function scheduleTask(work: Work, id: string, wanted: Appointment) {
  const task = await mustLock(work, id)
  const refusal = rules.notNow('change', task)
  if (refusal !== undefined) throw refusal
  const change = rules.schedule(task, wanted, '/plannedOn')
  await store.update(work, task, change)
  work.record('inspection-task.arranged', subjectOf(task), { planId: task.planId, ...change })
  return { unitCode: task.unitCode, targetCode: task.targetCode }
}

/**
 * Updates a task after one of its inspections ended. `visits`: all inspections carried out for the task. A
 * task
 * that was replaced or dropped meanwhile, or whose plan is closed, is not changed.
 */
export async function countVisits(work: Work, id: string, visits: readonly rules.Visit[]): Promise<void> {
  const task = await mustLock(work, id)
  if (!rules.isOpen(task)) return
  const { planId, policyId, coverage } = task
  const asked = areasByPolicy[policyId]?.[task.targetLevel] ?? []
  const { state, coveredAreas, missingAreas } = rules.outcome(task.year, coverage, asked, visits)
  const scheduledOn = state === 'inspected' ? task.scheduledOn : null
  await store.update(work, task, { state, coveredAreas, scheduledOn })
  // An inspection of another year, or without a conclusion, does not change the task.
  const event = state === 'pending' ? 'not-counted' : state
  const clause = clauseOfInspection(policyId, task.unitLevel, coverage)
  work.record(`inspection-task.${event}`, subjectOf(task), { planId, missingAreas, clause })
}

/** Frees a task whose inspection was cancelled, unless it was replaced or dropped or its plan is closed. */
export async function releaseTask(work: Work, id: string): Promise<void> {
  const task = await mustLock(work, id)
  if (!rules.isOpen(task)) return
  await store.update(work, task, rules.released(task))
  work.record('inspection-task.released', subjectOf(task), { planId: task.planId })
}

async function mustLock(work: Work, id: string): Promise<store.Standing> {
  const task = await lockTask(work, id)
  if (task === undefined) throw refuse('task-not-found', { pointer: '/taskId' })
  return task
}

function subjectOf({ id, unitCode, path }: store.Standing) {
  return { id, unitCode, path }
}
