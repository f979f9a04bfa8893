import type { Actor } from '../platform/auth/actor.ts'
import type { Refusal } from '../platform/errors/refusal.ts'
import { addDays, dayNumber } from '../platform/values/days.ts'
import { keysOf } from '../platform/values/keys.ts'
import type { Step } from '../platform/work/step.ts'
import { refuse, type State } from './vocabulary.ts'

/** 第三部分: units above inspect units below. */
const INSPECTING = 'jilin-2019-12:3.3'
/** 第四部分（三）: the unit that has the duty is responsible for it. */
const RECTIFYING = 'jilin-2019-12:4.3'

/** The term for the rectification. */
export const TERM = 'rectification'

/** The longest term in days: a later day is taken for a mistake in writing. */
const LONGEST = 366

/**
 * The transitions of a finding. A transition that is not listed is refused. `by`: who may take the step,
 * people of the target, or of the inspecting unit and the units above it.
 */
export const steps = {
  rectify: { from: ['open', 'sent-back'], to: 'rectified', by: 'target', permission: 'findings:rectify' },
  accept: { from: ['rectified'], to: 'accepted', by: 'above', permission: 'findings:judge' },
  'send-back': { from: ['rectified'], to: 'sent-back', by: 'above', permission: 'findings:judge' },
  waive: { from: ['open', 'rectified', 'sent-back'], to: 'waived', by: 'above', permission: 'findings:waive' }
} as const satisfies Record<string, Step<State> & { by: 'target' | 'above' }>

export type StepName = keyof typeof steps
export const stepNames = keysOf(steps)

/** What the rules need to know of a finding. */
export interface Standing {
  id: string
  unitCode: string
  path: string
  targetCode: string
  /** The unit that acts for the target: the target itself while it exists, else its successor. */
  targetActing: string
  /** The unit that supervises the target today (it may differ from `unitCode`), and the units above it. */
  judges: readonly string[]
  state: State
  /** The local date on which it was made. */
  madeOn: string
  version: number
}

/** The target never judges itself, even after it has moved in the tree. */
export function notTheirs(
  name: StepName,
  { targetActing, judges }: Pick<Standing, 'targetActing' | 'judges'>,
  { unitCode }: Pick<Actor, 'unitCode'>
): Refusal | undefined {
  const { by } = steps[name]
  const isTarget = unitCode === targetActing
  const isTheirs = by === 'target' ? isTarget : !isTarget && judges.includes(unitCode)
  const clause = by === 'target' ? RECTIFYING : INSPECTING
  return isTheirs ? undefined : refuse('finding-not-yours', { clause })
}

/** The state of the finding does not allow the step, whoever the caller is. */
export function notNow(name: StepName, { state }: Pick<Standing, 'state'>): Refusal | undefined {
  const from: readonly State[] = steps[name].from
  return from.includes(state) ? undefined : refuse('finding-step', { values: { state, step: name } })
}

/** What the rules need to know of a unit. */
interface Unit {
  code: string
  path: string
  validFrom: string | null
  validTo: string | null
}

/** Only a unit above makes a finding. An unknown target gets the same refusal as one that lies elsewhere. */
export function checkBelow(
  unitCode: string,
  targetCode: string,
  target: Unit | undefined,
  pointer: string
): asserts target {
  if (!target?.path.split('.').slice(0, -1).includes(unitCode)) {
    const values = { unit: unitCode, target: targetCode }
    throw refuse('finding-target-not-below', { pointer, clause: INSPECTING, values })
  }
}

export function checkValid({ validFrom, validTo }: Unit, today: string, pointer: string): void {
  if ((validFrom ?? today) > today || (validTo !== null && validTo <= today)) {
    throw refuse('finding-unit-invalid', { pointer })
  }
}

/** A checklist item must belong to the area and apply to the level of the target. */
export function checkItem(
  itemId: string,
  asked: readonly { id: string }[],
  known: { clauseId: string } | undefined,
  pointer: string
): void {
  if (!asked.some(({ id }) => id === itemId)) {
    throw refuse('finding-item-unfit', { pointer, clause: known?.clauseId })
  }
}

export function checkEvidence(evidence: readonly { on?: string }[], today: string, pointer: string): void {
  const later = evidence.findIndex(({ on }) => on !== undefined && on > today)
  if (later >= 0) throw refuse('evidence-later', { pointer: `${pointer}/${later}/on` })
}

/** The days of a term that ends on `rectifyBy`; undefined: the number of days of its rule. */
export function daysUntil(rectifyBy: string | undefined, today: string, pointer: string): number | undefined {
  if (rectifyBy === undefined) return undefined
  const days = dayNumber(rectifyBy) - dayNumber(today)
  if (days < 1 || days > LONGEST) {
    const values = { from: addDays(today, 1), to: addDays(today, LONGEST) }
    throw refuse('rectify-by-outside', { pointer, clause: RECTIFYING, values })
  }
  return days
}

/** The date of the rectification as reported: between the finding and today, by default today. */
export function rectifiedOn(
  wanted: string | undefined,
  { madeOn }: Pick<Standing, 'madeOn'>,
  today: string
): string {
  if (wanted !== undefined && (wanted < madeOn || wanted > today)) {
    throw refuse('rectified-on-outside', { pointer: '/rectifiedOn', values: { from: madeOn, to: today } })
  }
  return wanted ?? today
}
