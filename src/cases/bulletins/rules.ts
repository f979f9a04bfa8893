import type { Actor } from '../../platform/auth/actor.ts'
import type { Refusal } from '../../platform/errors/refusal.ts'
import { addDays, dayNumber } from '../../platform/values/days.ts'
import { keysOf } from '../../platform/values/keys.ts'
import type { Step } from '../../platform/work/step.ts'
import { refuse } from '../vocabulary.ts'

type State = 'draft' | 'published'

/** A published bulletin stays as it is. */
export const steps = {
  refresh: { from: ['draft'], permission: 'bulletins:make' },
  publish: { from: ['draft'], to: 'published', permission: 'bulletins:publish' }
} as const satisfies Record<string, Step<State>>

export type StepName = keyof typeof steps
export const stepNames = keysOf(steps)

/** What the rules need to know of a bulletin. */
export interface Standing {
  path: string
  state: State
}

/** For people of units below a bulletin does not exist as something to work on: they get a 404. */
export function notTheirs(_: StepName, { path }: Standing, { unitCode }: Actor): Refusal | undefined {
  return path.split('.').includes(unitCode) ? undefined : refuse('bulletin-not-found')
}

export function notNow(name: StepName, { state }: Standing): Refusal | undefined {
  const from: readonly State[] = steps[name].from
  return from.includes(state) ? undefined : refuse('bulletin-published')
}

/** The number of days of a period, including both ends. */
export interface Period {
  from: string
  to: string
}

/** A period, and the period of the same length just before it. */
export interface Periods extends Period {
  previous: Period
}

const LONGEST = 366

/** Refuses a period that ends before it begins, is not over or is longer than a year. */
export function checkPeriod({ from, to }: Period, today: string): void {
  if (from > to) throw refuse('period-backwards', { pointer: '/to' })
  if (to > today) throw refuse('period-not-over', { pointer: '/to', values: { today } })
  if (lengthOf({ from, to }) > LONGEST) {
    throw refuse('period-too-long', { pointer: '/from', values: { most: LONGEST } })
  }
}

export function withPrevious({ from, to }: Period): Periods {
  const before = addDays(from, -1)
  return { from, to, previous: { from: addDays(before, 1 - lengthOf({ from, to })), to: before } }
}

function lengthOf({ from, to }: Period): number {
  return dayNumber(to) - dayNumber(from) + 1
}
