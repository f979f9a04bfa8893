import type { Actor } from '../platform/auth/actor.ts'
import type { Refusal } from '../platform/errors/refusal.ts'
import { addDays, yearOf } from '../platform/values/days.ts'
import { keysOf } from '../platform/values/keys.ts'
import type { Step } from '../platform/work/step.ts'
import { refuse, type State } from './vocabulary.ts'

/** 第二部分（六）: how the responsibility for the supervision is met. */
export const CLAUSE = 'jilin-2019-12:2.6'

/** A published report stays as it is; a report that is wrong is withdrawn, and another one is made. */
export const steps = {
  refresh: { from: ['draft'], permission: 'compliance-reports:make' },
  publish: { from: ['draft'], to: 'published', permission: 'compliance-reports:make' },
  withdraw: { from: ['draft', 'published'], to: 'withdrawn', permission: 'compliance-reports:make' }
} as const satisfies Record<string, Step<State>>

export type StepName = keyof typeof steps
export const stepNames = keysOf(steps)

/** What the rules need to know of a report. */
export interface Standing {
  path: string
  state: State
  year: number
  asOf: string
}

/** For people of units below a report is there to be read only: they get a 404. */
export function notTheirs(_: StepName, { path }: Standing, { unitCode }: Actor): Refusal | undefined {
  return path.split('.').includes(unitCode) ? undefined : refuse('compliance-report-not-found')
}

export function notNow(step: StepName, { state, year, asOf }: Standing): Refusal | undefined {
  const from: readonly State[] = steps[step].from
  if (!from.includes(state)) return refuse('compliance-report-step', { values: { state, step } })
  if (step !== 'publish' || isOver(year, asOf)) return undefined
  return refuse('compliance-report-year-running', { values: { asOf, year } })
}

/** Duties of a year can be kept up to its last day, so that one is known once that day is over. */
function isOver(year: number, asOf: string): boolean {
  return asOf === `${year}-12-31`
}

export interface Period {
  from: string
  to: string
}

/** The part of a year that is over, and the same part of the year before. */
export interface Periods {
  now: Period
  before: Period
  /** The last day that counts: the last one that is over, or that of the year. */
  asOf: string
}

/** @throws compliance-report-year */
export function periodsOf(year: number, today: string): Periods {
  const last = addDays(today, -1)
  const end = `${year}-12-31`
  const to = end < last ? end : last
  if (to < `${year}-01-01`)
    throw refuse('compliance-report-year', { pointer: '/year', values: { last, year: yearOf(last) } })
  const before = to.endsWith('-02-29') ? `${year - 1}-02-28` : `${year - 1}${to.slice(4)}`
  return {
    now: { from: `${year}-01-01`, to },
    before: { from: `${year - 1}-01-01`, to: before },
    asOf: to
  }
}
