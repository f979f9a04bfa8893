import type { Method } from '../plans/index.ts'
import type { Actor } from '../platform/auth/actor.ts'
import { refuse, type State } from './vocabulary.ts'

interface Step {
  from: readonly State[]
  to: State
}

/** The life of an inspection. What is not listed is refused. */
const steps = {
  arrange: { from: ['planned', 'notified'] },
  keep: { from: ['under-way'] },
  notify: { from: ['planned'], to: 'notified' },
  start: { from: ['planned', 'notified'], to: 'under-way' },
  cancel: { from: ['planned', 'notified'], to: 'cancelled' },
  complete: { from: ['under-way'], to: 'completed' },
  publish: { from: ['completed'], to: 'published' },
  find: { from: ['under-way', 'completed', 'published'] }
} as const satisfies Record<string, Pick<Step, 'from'> & Partial<Step>>

/** The clause by which a unit is inspected in a way. */
export const clauses: Record<Method, string> = {
  'special-supervision': 'jilin-2019-12:3.1',
  'petition-supervision': 'jilin-2019-12:3.2',
  'open-check': 'jilin-2019-12:3.3',
  'unannounced-visit': 'jilin-2019-12:3.3',
  evaluation: 'jilin-2019-12:3.4'
}

/** An inspection as a rule sees it. */
export interface Standing {
  state: State
  method: Method
  /** The unit with which it lies, its place, and who acts for it: the unit itself while it is in office. */
  unitCode: string
  path: string
  acting: string
  notifiedAt: string | null
  startedAt: string | null
  evaluator: unknown
}

/** Refuses a step that the inspection is not at. */
export function take(name: keyof typeof steps, { state }: Pick<Standing, 'state'>) {
  const { from, to = state }: Pick<Step, 'from'> & Partial<Step> = steps[name]
  if (!from.includes(state)) throw refuse('inspection-step', { values: { state, step: name } })
  return { state: to }
}

/** Whether results are kept of it now. */
export function isUnderWay({ state }: Pick<Standing, 'state'>): boolean {
  const from: readonly State[] = steps.keep.from
  return from.includes(state)
}

/** The target sees what is told to it; the inspection stays in the hands of those who inspect. */
export function mustKeep(
  { path, acting, method }: Pick<Standing, 'path' | 'acting' | 'method'>,
  actor: Pick<Actor, 'unitCode'>
): void {
  if (path.split('.').includes(actor.unitCode)) return
  throw refuse('inspection-not-yours', { values: { unit: acting }, clause: clauses[method] })
}

interface Target {
  code: string
  path: string
  validFrom: string | null
  validTo: string | null
}

/** Supervision goes from above to below; and a unit that is not there is not inspected. */
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

/** A task may be named for an inspection that has none; one of a campaign counts for no task. */
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

/** What is planned must fit together: after a notice, and where somebody from outside evaluates. */
export function checkArrangement({ method, evaluator }: Arrangement, isNotified: boolean): void {
  if (isNotified && method !== 'open-check') {
    throw refuse('notified-method', { pointer: '/method', clause: clauses['unannounced-visit'] })
  }
  if (evaluator != null && method !== 'evaluation') {
    throw refuse('evaluator-not-evaluation', { pointer: '/evaluator', clause: clauses.evaluation })
  }
}

/** 不发通知: of an unannounced visit no notice is sent. Others than open checks need none. */
export function notify(one: Standing, now: Date) {
  if (one.method === 'unannounced-visit') {
    throw refuse('visit-not-notified', { clause: clauses['unannounced-visit'] })
  }
  if (one.method !== 'open-check')
    throw refuse('only-open-checks-notified', { clause: clauses['open-check'] })
  return { ...take('notify', one), notifiedAt: now.toISOString() }
}

/** It may be entered later when it began: not before the target was notified. */
export function start(one: Standing, startedAt: string | undefined, now: Date) {
  const { state } = take('start', one)
  return { state, startedAt: timeOf('/startedAt', startedAt, one.notifiedAt, now) }
}

export function complete(one: Standing, completedAt: string | undefined, now: Date) {
  const { state } = take('complete', one)
  return { state, completedAt: timeOf('/completedAt', completedAt, one.startedAt, now) }
}

export function publish(one: Standing, now: Date) {
  return { ...take('publish', one), publishedAt: now.toISOString() }
}

export function cancel(one: Standing, reason: string, now: Date) {
  return { ...take('cancel', one), cancelledAt: now.toISOString(), cancelReason: reason }
}

function timeOf(pointer: string, given: string | undefined, from: string | null, now: Date): string {
  const at = given === undefined ? now : new Date(given)
  if (at > now) throw refuse('day-in-future', { pointer })
  if (from !== null && at < new Date(from)) {
    throw refuse('days-out-of-order', { pointer, values: { from } })
  }
  return at.toISOString()
}
