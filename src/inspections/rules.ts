import type { Method } from '../plans/index.ts'
import type { Actor } from '../platform/auth/actor.ts'
import type { Refusal } from '../platform/errors/refusal.ts'
import { keysOf } from '../platform/values/keys.ts'
import type { Step } from '../platform/work/step.ts'
import { refuse, type State } from './vocabulary.ts'

/** The transitions of an inspection. A transition that is not listed is refused. */
export const steps = {
  arrange: { from: ['planned', 'notified'], permission: 'inspections:arrange' },
  keep: { from: ['under-way'], permission: 'inspections:arrange' },
  notify: { from: ['planned'], to: 'notified', permission: 'inspections:arrange' },
  start: { from: ['planned', 'notified'], to: 'under-way', permission: 'inspections:conduct' },
  cancel: { from: ['planned', 'notified'], to: 'cancelled', permission: 'inspections:arrange' },
  complete: { from: ['under-way'], to: 'completed', permission: 'inspections:conduct' },
  publish: { from: ['completed'], to: 'published', permission: 'inspections:publish' },
  find: { from: ['under-way', 'completed', 'published'], permission: 'findings:make' },
  'draw-team': { from: ['planned', 'notified'], permission: 'teams:draw' }
} as const satisfies Record<string, Step<State>>

export type StepName = keyof typeof steps
export const stepNames = keysOf(steps)

/** The clause on which each method rests. */
export const clauses: Record<Method, string> = {
  'special-supervision': 'jilin-2019-12:3.1',
  'petition-supervision': 'jilin-2019-12:3.2',
  'open-check': 'jilin-2019-12:3.3',
  'unannounced-visit': 'jilin-2019-12:3.3',
  evaluation: 'jilin-2019-12:3.4'
}

/** What the rules need to know of an inspection. */
export interface Standing {
  state: State
  method: Method
  /** The inspecting unit, its place, and the unit that acts for it: the unit itself while it exists. */
  unitCode: string
  path: string
  acting: string
  notifiedAt: string | null
  startedAt: string | null
  evaluator: unknown
}

/** Only the inspecting side takes steps. The target may see the inspection and still gets this refusal. */
export function notTheirs(
  _name: StepName,
  { path, acting, method }: Pick<Standing, 'path' | 'acting' | 'method'>,
  actor: Pick<Actor, 'unitCode'>
): Refusal | undefined {
  if (path.split('.').includes(actor.unitCode)) return undefined
  return refuse('inspection-not-yours', { values: { unit: acting }, clause: clauses[method] })
}

/** 不发通知: an unannounced visit is never notified. Of the other methods only an open check is. */
export function notNow(
  name: StepName,
  { state, method }: Pick<Standing, 'state' | 'method'>
): Refusal | undefined {
  if (name === 'notify' && method !== 'open-check') {
    const code = method === 'unannounced-visit' ? 'visit-not-notified' : 'only-open-checks-notified'
    return refuse(code, { clause: clauses[method === 'unannounced-visit' ? method : 'open-check'] })
  }
  const from: readonly State[] = steps[name].from
  return from.includes(state) ? undefined : refuse('inspection-step', { values: { state, step: name } })
}

/** For a change that combines two steps. */
export function mustBeAt(name: StepName, one: Standing): void {
  const refusal = notNow(name, one)
  if (refusal !== undefined) throw refusal
}

/** Whether results can be recorded now. */
export function isUnderWay({ state }: Pick<Standing, 'state'>): boolean {
  const from: readonly State[] = steps.keep.from
  return from.includes(state)
}

interface Target {
  code: string
  path: string
  validFrom: string | null
  validTo: string | null
}

/** The target must lie below the inspecting unit and exist on that day. */
export function checkTarget(target: Target, unitCode: string, today: string, clause: string): void {
  const above = target.path.split('.').slice(0, -1)
  if (!above.includes(unitCode)) {
    throw refuse('target-not-below', {
      pointer: '/targetCode',
      clause,
      values: { target: target.code, unit: unitCode }
    })
  }
  if (!isValid(target, today)) throw refuse('target-not-valid', { pointer: '/targetCode' })
}

export function isValid({ validFrom, validTo }: Pick<Target, 'validFrom' | 'validTo'>, today: string) {
  return (validFrom ?? today) <= today && (validTo === null || validTo > today)
}

/** A task may be added to an inspection without one. An inspection of a campaign counts for no task. */
export function checkOrigin(
  one: { taskId: string | null; campaignId: string | null },
  taskId: string | undefined
): void {
  if (taskId === undefined || taskId === one.taskId) return
  if (one.taskId !== null) throw refuse('task-named', { pointer: '/taskId' })
  if (one.campaignId !== null) throw refuse('two-origins', { pointer: '/taskId' })
}

export interface Arrangement {
  method: Method
  evaluator?: unknown
}

/** Checks that the method fits a notice that was given, and an outside evaluator. */
export function checkArrangement({ method, evaluator }: Arrangement, isNotified: boolean): void {
  if (isNotified && method !== 'open-check') {
    throw refuse('notified-method', { pointer: '/method', clause: clauses['unannounced-visit'] })
  }
  if (evaluator != null && method !== 'evaluation') {
    throw refuse('evaluator-not-evaluation', { pointer: '/evaluator', clause: clauses.evaluation })
  }
}

export function notify(now: Date) {
  return { state: steps.notify.to, notifiedAt: now.toISOString() }
}

/** The start may be entered afterwards, but not with a time before the notice to the target. */
export function start(one: Standing, startedAt: string | undefined, now: Date) {
  return { state: steps.start.to, startedAt: timeOf('/startedAt', startedAt, one.notifiedAt, now) }
}

export function complete(one: Standing, completedAt: string | undefined, now: Date) {
  return { state: steps.complete.to, completedAt: timeOf('/completedAt', completedAt, one.startedAt, now) }
}

export function publish(now: Date) {
  return { state: steps.publish.to, publishedAt: now.toISOString() }
}

export function cancel(cancelReason: string, now: Date) {
  return { state: steps.cancel.to, cancelledAt: now.toISOString(), cancelReason }
}

function timeOf(pointer: string, given: string | undefined, from: string | null, now: Date): string {
  const at = given === undefined ? now : new Date(given)
  if (at > now) throw refuse('day-in-future', { pointer })
  if (from !== null && at < new Date(from)) {
    throw refuse('days-out-of-order', { pointer, values: { from } })
  }
  return at.toISOString()
}
