import type { Calendar } from '../calendar/index.ts'
import { type Actor, isSamePerson } from '../platform/auth/actor.ts'
import { sha256 } from '../platform/draw/draw.ts'
import { verdict } from '../platform/draw/rules.ts'
import type { Verification } from '../platform/draw/schema.ts'
import { addDays } from '../platform/values/days.ts'
import type { Work } from '../platform/work/work.ts'
import type { TaskChange } from './tasks/schema.ts'
import { type PlanState, refuse, type TaskState } from './vocabulary.ts'

/** What a plan may become. What is not listed is refused. */
const next: Record<PlanState, readonly PlanState[]> = {
  draft: ['submitted'],
  submitted: ['approved', 'draft'],
  approved: ['closed'],
  closed: []
}

interface Standing {
  state: PlanState
  year: number
  submittedBy: string | null
}

export function submit(plan: Standing, { actor, now }: Work) {
  return {
    ...step(plan, 'submitted'),
    submittedAt: now.toISOString(),
    submittedBy: actor.sub,
    returnReason: null
  }
}

/** Two people, since one alone could plan what nobody else has looked at. */
export function approve(plan: Standing, { actor, now }: Work) {
  const change = step(plan, 'approved')
  if (isSamePerson(plan.submittedBy, actor.sub)) throw refuse('approver-is-submitter')
  return { ...change, approvedAt: now.toISOString(), approvedBy: actor.sub }
}

export function sendBack(plan: Standing, reason: string) {
  return { ...step(plan, 'draft'), returnReason: reason, submittedAt: null, submittedBy: null }
}

export function close(plan: Standing, { now }: Work) {
  return { ...step(plan, 'closed'), closedAt: now.toISOString() }
}

function step({ state }: Standing, to: PlanState) {
  if (!next[state].includes(to)) throw refuse('plan-step', { values: { state, step: to } })
  return { state: to }
}

interface Task {
  state: TaskState
  coverage: 'full' | 'sample'
}

/** Nothing more can become of a task in one of these states. */
const ended: readonly TaskState[] = ['inspected', 'replaced', 'dropped']

/** A task with a day is scheduled, one without is pending again; one that has been begun stays under way. */
export function schedule(
  plan: Standing,
  task: Task,
  wanted: TaskChange,
  pointer = '/scheduledOn'
): TaskChange & { state?: TaskState } {
  mustBeOpen(plan, task)
  const { scheduledOn } = wanted
  if (scheduledOn === undefined) return wanted
  if (scheduledOn !== null && !scheduledOn.startsWith(`${plan.year}-`)) {
    throw refuse('schedule-outside-year', { pointer, values: { year: plan.year } })
  }
  if (task.state === 'under-way') return wanted
  return { ...wanted, state: scheduledOn === null ? 'pending' : 'scheduled' }
}

/** Refuses to replace a target that was not drawn, or whose task is over. */
export function mayReplace(plan: Standing, task: Task): void {
  mustBeOpen(plan, task)
  if (task.coverage !== 'sample') throw refuse('not-drawn')
}

/** What the unit that a task is to be added for is to the plan. */
export interface Joining {
  parentCode: string | null
  actingCode: string | null
  countsInQuota: boolean
}

/** A direct subordinate in office that joined after the plan was made. `acting`: who carries the plan out. */
export function add(
  plan: Pick<Standing, 'state' | 'year'>,
  acting: string,
  target: Joining,
  isInOffice: boolean,
  today: string
): void {
  if (plan.state === 'closed') throw refuse('plan-closed')
  if (plan.year < Number(today.slice(0, 4))) throw refuse('plan-year-over')
  if (!isInOffice || target.parentCode !== acting || !target.countsInQuota) {
    throw refuse('not-direct-subordinate', { pointer: '/targetCode' })
  }
}

export function replaced(reason: string, approver: Actor, now: Date) {
  const at = now.toISOString()
  return {
    state: 'replaced',
    replace_reason: reason,
    replace_approved_by: approver.sub,
    replaced_at: at
  } as const
}

/** A task whose inspection was cancelled. One that other inspections have begun stays under way. */
export function released({ state }: Task) {
  return {
    state: state === 'under-way' ? state : 'pending',
    method: null,
    scheduledOn: null
  } as const
}

/** Whether something can still become of a task. */
export function isOpen(plan: Pick<Standing, 'state'>, task: Pick<Task, 'state'>): boolean {
  return plan.state !== 'closed' && !ended.includes(task.state)
}

function mustBeOpen(plan: Standing, task: Task): void {
  if (plan.state === 'closed') throw refuse('plan-closed')
  if (ended.includes(task.state)) throw refuse('task-done')
}

/** What is shown of a draw, and what it was drawn from. */
export interface Evidence {
  targetLevel: string
  population: number
  ratioPercent: number
  required: number
  seed: string
  seedSource: string
  algorithm: string
  frameHash: string
  selected: string[]
  drawnAt: string
}

export interface Drawn extends Evidence {
  frame: string
  /** The tasks of this draw and those passed over; `isReplaced`: not inspected since another one is. */
  tasks: { code: string; rank: number; isReplaced: boolean }[]
  /** What the audit trail noted when the draw was made; undefined where it does not know the draw. */
  noted: string | undefined
}

/** What the audit trail keeps of a draw: enough to notice any change of it. */
export function evidence(draw: Evidence): string {
  const { targetLevel, population, ratioPercent, required, seed, seedSource, algorithm, frameHash } = draw
  const shown = [targetLevel, population, ratioPercent, required, seed, seedSource, algorithm, frameHash]
  return sha256(JSON.stringify([...shown, draw.selected, draw.drawnAt]))
}

/** Recomputes a draw, and compares it besides with its tasks and with what the audit trail noted. */
export function verify(draw: Drawn): Verification {
  const tasks = draw.tasks.toSorted((a, b) => a.rank - b.rank).map(({ code }) => code)
  const standing = draw.tasks.filter(({ isReplaced }) => !isReplaced).length
  return verdict(draw, (order) => [
    ['tasks', tasks.join(' '), order.slice(0, Math.max(tasks.length, draw.required)).join(' ')],
    ['tasks', String(standing), String(draw.required)],
    ['audit', evidence(draw), draw.noted ?? 'none']
  ])
}

export interface Tally {
  required: number
  added: number
  uncovered: number
  dropped: number
  inspected: number
}

/** What must still be inspected: subordinates that joined count, those that ended or left do not. */
export function gap({ required, added, uncovered, dropped, inspected }: Tally): number {
  return Math.max(0, required + added + uncovered - dropped - inspected)
}

/** The last working day of the year. */
export function lastFeasibleDay({ isOff }: Pick<Calendar, 'isOff'>, year: number): string {
  let day = `${year}-12-31`
  while (isOff(day)) day = addDays(day, -1)
  return day
}
