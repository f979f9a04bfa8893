import type { Actor } from '../platform/auth/actor.ts'
import type { Refusal } from '../platform/errors/refusal.ts'
import { addMonths } from '../platform/values/days.ts'
import { keysOf } from '../platform/values/keys.ts'
import type { Step } from '../platform/work/step.ts'
import type { Sanction } from '../policy/index.ts'
import { refuse, type State } from './vocabulary.ts'

/** 第四部分（三）: accountability follows territory, duties and powers, the facts, and proportion. */
export const CLAUSE = 'jilin-2019-12:4.3'

/** The transitions of a record. */
export const steps = {
  lift: { from: ['decided'], to: 'lifted', permission: 'accountability:decide' }
} as const satisfies Record<string, Step<State>>

export type StepName = keyof typeof steps
export const stepNames = keysOf(steps)

/** The parts of a new record that are checked. */
interface NewRecord {
  unitCode: string
  causes: readonly unknown[]
  outcome: Outcome
  referral?: { referredOn: string } | undefined
}

interface Outcome {
  kind: string
  measure?: string | undefined
  decidedOn: string
}

/**
 * Checks a new record: a unit holds to account itself and units within it. An unknown unit (`subject` is
 * undefined) lies within no unit and gets the same refusal.
 */
export function decide(
  wanted: NewRecord,
  subject: { path: string } | undefined,
  today: string
): asserts subject {
  const { unitCode, causes, outcome, referral } = wanted
  if (!subject?.path.split('.').includes(unitCode)) {
    const particulars = { pointer: '/subjectUnitCode', clause: CLAUSE, values: { unit: unitCode } }
    throw refuse('subject-not-within', particulars)
  }
  if (causes.length === 0) throw refuse('without-cause', { pointer: '/causes', clause: CLAUSE })
  mustHaveMeasure(outcome)
  if (outcome.decidedOn > today) throw refuse('decided-in-future', { pointer: '/outcome/decidedOn' })
  if (referral !== undefined && referral.referredOn > today) {
    throw refuse('decided-in-future', { pointer: '/referral/referredOn' })
  }
}

/**
 * The last day of a sanction whose period a statute sets, counted from the decision; null without a statute.
 */
export function until({ decidedOn }: Pick<Outcome, 'decidedOn'>, sanction: Sanction | undefined) {
  if (sanction === undefined) return { until: null, clauseId: null }
  return { until: addMonths(decidedOn, sanction.months), clauseId: sanction.clauseId }
}

/** What the rules need to know of a record. */
export interface Standing {
  state: State
  decidedOn: string
}

/** A caller who may see a record is of the deciding unit or of a unit above it. */
export function notTheirs(): undefined {
  return undefined
}

/** 解除: once. Also before the period is over, because a decision may be reversed. */
export function notNow(name: StepName, { state }: Pick<Standing, 'state'>): Refusal | undefined {
  const from: readonly State[] = steps[name].from
  return from.includes(state) ? undefined : refuse('accountability-lifted')
}

/** On a day from the decision to today. */
export function lift(
  { decidedOn }: Pick<Standing, 'decidedOn'>,
  { on, reason }: { on: string; reason: string },
  { sub }: Pick<Actor, 'sub'>,
  today: string
) {
  if (on < decidedOn || on > today) {
    throw refuse('lifted-out-of-time', { pointer: '/on', values: { from: decidedOn, to: today } })
  }
  return { liftedOn: on, liftedBy: sub, liftReason: reason }
}

function mustHaveMeasure({ kind, measure }: Outcome): void {
  const at = { pointer: '/outcome/measure', clause: CLAUSE }
  if (kind === 'party-discipline' && measure === undefined) throw refuse('measure-missing', at)
  if (kind !== 'party-discipline' && measure !== undefined) throw refuse('measure-out-of-place', at)
}
