import type { Actor } from '../../platform/auth/actor.ts'
import type { Refusal } from '../../platform/errors/refusal.ts'
import { keysOf } from '../../platform/values/keys.ts'
import type { Step } from '../../platform/work/step.ts'
import type { Area, Coverage } from '../../policy/index.ts'
import { type Method, type PlanState, refuse, type TaskState } from '../vocabulary.ts'

/** The steps of a task. An inspected, replaced or dropped task has none. */
export const steps = {
  change: { from: ['pending', 'scheduled', 'under-way'], permission: 'tasks:arrange' },
  replace: { from: ['pending', 'scheduled', 'under-way'], permission: 'tasks:replace' }
} as const satisfies Record<string, Step<TaskState>>

export type StepName = keyof typeof steps
export const stepNames = keysOf(steps)

/** What the rules need to know of a task. */
export interface Standing {
  state: TaskState
  coverage: Coverage
  planState: PlanState
}

/** Everybody who may see a task and has the permission may take its steps. */
export function notTheirs(): Refusal | undefined {
  return undefined
}

/** Only a drawn target has a substitute. */
export function notNow(name: StepName, { state, coverage, planState }: Standing): Refusal | undefined {
  if (planState === 'closed') return refuse('plan-closed')
  const from: readonly TaskState[] = steps[name].from
  if (!from.includes(state)) return refuse('task-done')
  return name === 'replace' && coverage !== 'sample' ? refuse('not-drawn') : undefined
}

/** Whether a task can still be changed. */
export function isOpen(task: Standing): boolean {
  return notNow('change', task) === undefined
}

/** The arrangement of a task; values left out do not change. */
interface Arrangement {
  method?: Method | null
  scheduledOn?: string | null
  team?: string[]
}

/** A task with a day is scheduled, without a day it is pending again; a task under way stays under way. */
export function schedule(
  { state, year }: Pick<Standing, 'state'> & { year: number },
  wanted: Arrangement,
  pointer = '/scheduledOn'
): Arrangement & { state?: TaskState } {
  const { scheduledOn } = wanted
  if (scheduledOn === undefined) return wanted
  if (scheduledOn !== null && !scheduledOn.startsWith(`${year}-`)) {
    throw refuse('schedule-outside-year', { pointer, values: { year } })
  }
  if (state === 'under-way') return wanted
  return { ...wanted, state: scheduledOn === null ? 'pending' : 'scheduled' }
}

export function replaced(reason: string, approver: Actor, now: Date) {
  const approved = { replaceApprovedBy: approver.sub, replacedAt: now.toISOString() }
  return { state: 'replaced', replaceReason: reason, ...approved } as const
}

/** The state after an inspection was cancelled. If another inspection has begun, it stays under way. */
export function released({ state }: Pick<Standing, 'state'>) {
  return {
    state: state === 'under-way' ? state : 'pending',
    method: null,
    scheduledOn: null
  } as const
}

/** A completed inspection of a task: its days, and the areas with a conclusion. */
export interface Visit {
  startedOn: string
  completedOn: string
  areas: readonly Area[]
}

/**
 * The state of a task after its inspections. `asked`: the areas that a full inspection of the target covers.
 * An inspection counts for the year in which it began and ended. A drawn target counts as inspected when one
 * area has a conclusion.
 */
export function outcome(
  year: number,
  coverage: 'full' | 'sample',
  asked: readonly Area[],
  visits: readonly Visit[]
) {
  const isOfYear = (day: string) => day.startsWith(`${year}-`)
  const counted = visits.filter(({ startedOn, completedOn }) => isOfYear(startedOn) && isOfYear(completedOn))
  const coveredAreas = [...new Set(counted.flatMap(({ areas }) => areas))]
  const missingAreas = coverage === 'sample' ? [] : asked.filter((area) => !coveredAreas.includes(area))
  const begun: TaskState = missingAreas.length === 0 ? 'inspected' : 'under-way'
  const state: TaskState = coveredAreas.length === 0 ? 'pending' : begun
  return { coveredAreas, missingAreas, state }
}
