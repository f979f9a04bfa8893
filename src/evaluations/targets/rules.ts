import { isOutside } from '../../platform/access/permissions.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import type { Refusal } from '../../platform/errors/refusal.ts'
import { keysOf } from '../../platform/values/keys.ts'
import type { Step } from '../../platform/work/step.ts'
import type { State } from '../labels.ts'
import { compare, type Fraction, fractionOf, rounded } from '../scoring/fraction.ts'
import type { Indicator } from '../tables.ts'
import { refuse } from '../vocabulary.ts'

/**
 * What is done with the values of one unit: by itself (`unit`), by the evaluating unit (`keeper`), or by a
 * third party that the evaluating unit assigned.
 */
export const steps = {
  assess: { from: ['self-assessment'], by: 'unit', permission: 'evaluations:enter' },
  judge: { from: ['verification'], by: 'keeper', permission: 'evaluations:enter' },
  rate: { from: ['self-assessment', 'verification'], by: 'third-party', permission: 'evaluations:enter' },
  object: { from: ['verification', 'scored'], by: 'unit', permission: 'evaluations:object' },
  decide: { from: ['verification', 'scored'], by: 'keeper', permission: 'evaluations:run' },
  veto: { from: ['scored'], by: 'keeper', permission: 'evaluations:publish' }
} as const satisfies Record<string, Step<State> & { by: 'unit' | 'keeper' | 'third-party' }>

export type StepName = keyof typeof steps
export const stepNames = keysOf(steps)

/** What the rules need to know of an evaluated unit. */
export interface Standing {
  /** Status of the evaluation. */
  state: State
  /** The place of the evaluating unit, and who acts for it. */
  path: string
  acting: string
  /** Who acts for the evaluated unit: itself while it is in office. */
  targetActing: string
  isVetoed: boolean
  isScored: boolean
}

/** Whether a third party is assigned, and its agreement runs, is asked where the unit is looked up. */
export function notTheirs(name: StepName, one: Standing, actor: Actor): Refusal | undefined {
  const { unitCode } = actor
  if ((steps[name].by === 'third-party') !== isOutside(actor)) {
    return refuse('evaluation-of-others', { values: { unit: one.acting } })
  }
  if (steps[name].by === 'third-party') return undefined
  if (steps[name].by === 'unit') {
    if (one.targetActing === unitCode) return undefined
    return refuse('evaluation-of-target', { values: { unit: one.targetActing } })
  }
  const isTheirs = one.path.split('.').includes(unitCode)
  return isTheirs ? undefined : refuse('evaluation-of-others', { values: { unit: one.acting } })
}

export function notNow(step: StepName, { state, isVetoed }: Standing): Refusal | undefined {
  const from: readonly State[] = steps[step].from
  if (from.includes(state) && !(step === 'veto' && isVetoed)) return undefined
  return refuse('evaluation-value-step', { values: { state, step } })
}

/** Who enters a value: a unit that evaluates itself first assesses and then judges itself. */
export function entering({ targetActing, path, state }: Standing, actor: Actor): 'assess' | 'judge' | 'rate' {
  const { unitCode } = actor
  if (isOutside(actor)) return 'rate'
  const isUnit = targetActing === unitCode
  const isKeeper = path.split('.').includes(unitCode)
  if (isUnit && isKeeper) return state === 'self-assessment' ? 'assess' : 'judge'
  return isUnit ? 'assess' : 'judge'
}

/** The value of an indicator so far. */
export interface Before {
  selfValue: string | null
  selfEvidence: readonly string[]
  verifiedValue: string | null
  externalValue: string | null
  computed: Fraction | null
}

/**
 * The value that counts: the verified one, else the computed one. A value of a third party, or an own one,
 * that the evaluating unit leaves as it is counts as well: it need not be entered a second time.
 */
export function countedOf(
  { selfValue, verifiedValue, externalValue }: Pick<Before, 'selfValue' | 'verifiedValue' | 'externalValue'>,
  computed: Fraction | null
): Fraction | null {
  if (verifiedValue !== null) return fractionOf(verifiedValue)
  const given = externalValue ?? selfValue
  return computed ?? (given === null ? null : fractionOf(given))
}

export interface Wanted {
  value: string
  evidence?: readonly string[]
  reason?: string
}

/** Refuses a value that the evaluated unit cannot give. */
export function assess(item: Indicator, { selfEvidence }: Before, wanted: Wanted): void {
  const { name } = item
  if (item.mode === 'computed' || item.by !== 'self') {
    throw refuse('evaluation-item-by', { pointer: '{item}', values: { name, by: item.by } })
  }
  checkMeasure(item, wanted.value)
  if (item.evidenceRequired && (wanted.evidence ?? selfEvidence).length === 0) {
    throw refuse('evaluation-evidence-missing', { pointer: '/evidence', values: { name } })
  }
}

/** Refuses a verified value that is outside its measure, or differs without a reason from the one before. */
export function judge(item: Indicator, before: Before, { value, reason }: Wanted): void {
  checkMeasure(item, value)
  const previous = countedOf(before, before.computed)
  if (previous === null || reason !== undefined || compare(previous, fractionOf(value)) === 0) return
  const values = { before: shownValueOf(previous), value }
  throw refuse('evaluation-reason-missing', { pointer: '/reason', values })
}

/** A decimal as it was entered, and four decimals of a share. */
export function shownValueOf(value: Fraction): string {
  const decimals = String(value.d).length - 1
  if (value.d !== 10n ** BigInt(decimals)) return rounded(value, 4)
  return decimals === 0 ? String(value.n) : rounded(value, decimals)
}

/** @throws value-outside-measure */
export function checkMeasure({ name, unitOfMeasure, weight }: Indicator, text: string): void {
  const value = fractionOf(text)
  const most = { ratio: '1', percent: '100', points: weight, count: undefined, amount: undefined }[
    unitOfMeasure
  ]
  const isWithin = value.n >= 0n && (most === undefined || compare(value, fractionOf(most)) <= 0)
  const isWhole = unitOfMeasure !== 'count' || value.n % value.d === 0n
  if (isWithin && isWhole) return
  throw refuse('value-outside-measure', { pointer: '/value', values: { name, measure: unitOfMeasure } })
}

/** Refuses an upheld objection without the value that then counts, and a dismissed one with a value. */
export function decide({ outcome, value }: { outcome: 'upheld' | 'dismissed'; value?: string }): void {
  if ((outcome === 'upheld') === (value !== undefined)) return
  throw refuse('evaluation-decision-value', { pointer: '/value' })
}
