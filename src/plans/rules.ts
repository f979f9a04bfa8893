import type { Calendar } from '../calendar/index.ts'
import { type Actor, isSamePerson } from '../platform/auth/actor.ts'
import { sha256 } from '../platform/draw/draw.ts'
import { verdict } from '../platform/draw/rules.ts'
import type { Verification } from '../platform/draw/schema.ts'
import type { Refusal } from '../platform/errors/refusal.ts'
import { addDays } from '../platform/values/days.ts'
import { keysOf } from '../platform/values/keys.ts'
import type { Step } from '../platform/work/step.ts'
import type { Work } from '../platform/work/work.ts'
import { type PlanState, refuse } from './vocabulary.ts'

/** The steps of a plan. A step that is not listed for a state is refused. */
export const steps = {
  submit: { from: ['draft'], to: 'submitted', permission: 'plans:submit' },
  approve: { from: ['submitted'], to: 'approved', permission: 'plans:decide' },
  return: { from: ['submitted'], to: 'draft', permission: 'plans:decide' },
  close: { from: ['approved'], to: 'closed', permission: 'plans:decide' },
  'add-task': { from: ['draft', 'submitted', 'approved'], permission: 'plans:make' }
} as const satisfies Record<string, Step<PlanState>>

export type StepName = keyof typeof steps
export const stepNames = keysOf(steps)

/** What the rules need to know of a plan. */
export interface Standing {
  state: PlanState
  year: number
  submittedBy: string | null
}

/** The person who submitted a plan cannot approve it. */
export function notTheirs(name: StepName, plan: Standing, { sub }: Actor): Refusal | undefined {
  const isOwn = plan.state === 'submitted' && isSamePerson(plan.submittedBy, sub)
  return name === 'approve' && isOwn ? refuse('approver-is-submitter') : undefined
}

/** A task can be added as long as the plan is open and its year has not passed. */
export function notNow(name: StepName, { state, year }: Standing, today: string): Refusal | undefined {
  const from: readonly PlanState[] = steps[name].from
  const isOpen = from.includes(state)
  if (name !== 'add-task') return isOpen ? undefined : refuse('plan-step', { values: { state, step: name } })
  if (!isOpen) return refuse('plan-closed')
  return year < Number(today.slice(0, 4)) ? refuse('plan-year-over') : undefined
}

export function submit({ actor, now }: Work) {
  const submitted = { submittedAt: now.toISOString(), submittedBy: actor.sub }
  return { state: steps.submit.to, ...submitted, returnReason: null }
}

export function approve({ actor, now }: Work) {
  return { state: steps.approve.to, approvedAt: now.toISOString(), approvedBy: actor.sub }
}

export function sendBack(reason: string) {
  return { state: steps.return.to, returnReason: reason, submittedAt: null, submittedBy: null }
}

export function close({ now }: Work) {
  return { state: steps.close.to, closedAt: now.toISOString() }
}

/** How the unit for which a task is added relates to the plan. */
export interface Joining {
  parentCode: string | null
  actingCode: string | null
  countsInQuota: boolean
}

/** A direct subordinate that joined after the plan was made. `acting`: the unit that carries the plan out. */
export function add(acting: string, target: Joining, isInOffice: boolean): void {
  if (!isInOffice || target.parentCode !== acting || !target.countsInQuota) {
    throw refuse('not-direct-subordinate', { pointer: '/targetCode' })
  }
}

/** A draw with its frame. */
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
  /** The tasks of this draw and the codes passed over; `isReplaced`: a substitute is inspected instead. */
  tasks: { code: string; rank: number; isReplaced: boolean }[]
  /** The evidence in the audit trail; undefined if the trail has no line of this draw. */
  noted: string | undefined
}

/** A hash over the draw for the audit trail, by which any later change is noticed. */
export function evidence(draw: Evidence): string {
  const { targetLevel, population, ratioPercent, required, seed, seedSource, algorithm, frameHash } = draw
  const shown = [targetLevel, population, ratioPercent, required, seed, seedSource, algorithm, frameHash]
  return sha256(JSON.stringify([...shown, draw.selected, draw.drawnAt]))
}

/** Recomputes a draw, and compares it with its tasks and with the evidence in the audit trail. */
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

/** The number of targets to inspect: subordinates that joined count, those that ended or left do not. */
export function gap({ required, added, uncovered, dropped, inspected }: Tally): number {
  return Math.max(0, required + added + uncovered - dropped - inspected)
}

/** The last working day of the year. */
export function lastFeasibleDay({ isOff }: Pick<Calendar, 'isOff'>, year: number): string {
  let day = `${year}-12-31`
  while (isOff(day)) day = addDays(day, -1)
  return day
}
