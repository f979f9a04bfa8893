import type { Actor } from '../platform/auth/actor.ts'
import { addDays, dayNumber } from '../platform/values/days.ts'
import { refuse, type State } from './vocabulary.ts'

/** 第三部分: units above look at what units below do. */
const INSPECTING = 'jilin-2019-12:3.3'
/** 第四部分（三）: who has the duty answers for it. */
const RECTIFYING = 'jilin-2019-12:4.3'

/** The term for the rectification. */
export const TERM = 'rectification'

/** Nobody is given longer: a later day is a slip of the pen. */
const LONGEST = 366

interface Step {
  from: readonly State[]
  to: State
  /** Whose step it is: the target's own people, or those of the inspecting unit and above. */
  by: 'target' | 'above'
}

/** The life of a finding. What is not listed is refused. */
export const steps = {
  rectify: { from: ['open', 'sent-back'], to: 'rectified', by: 'target' },
  accept: { from: ['rectified'], to: 'accepted', by: 'above' },
  'send-back': { from: ['rectified'], to: 'sent-back', by: 'above' },
  waive: { from: ['open', 'rectified', 'sent-back'], to: 'waived', by: 'above' }
} as const satisfies Record<string, Step>

export type StepName = keyof typeof steps

/** A finding as a rule sees it. */
export interface Standing {
  id: string
  unitCode: string
  path: string
  targetCode: string
  /** Who acts for the target: itself while it is in office. */
  targetActing: string
  /** The unit that supervises the target now, in place of the one that made the finding; and those above. */
  judges: readonly string[]
  state: State
  /** The local date on which it was made. */
  madeOn: string
  version: number
}

/** Refuses a step that is not the caller's to take, or that the finding is not at. */
export function mayTake(
  name: StepName,
  finding: Pick<Standing, 'targetActing' | 'judges' | 'state'>,
  { unitCode }: Pick<Actor, 'unitCode'>
): void {
  const { by } = steps[name]
  const { targetActing, judges, state } = finding
  const isTarget = unitCode === targetActing
  const isTheirs = by === 'target' ? isTarget : !isTarget && judges.includes(unitCode)
  if (!isTheirs) throw refuse('finding-not-yours', { clause: by === 'target' ? RECTIFYING : INSPECTING })
  if (!canTake(name, finding)) throw refuse('finding-step', { values: { state, step: name } })
}

/** Whether a finding is at the step, whoever takes it. */
export function canTake(name: StepName, { state }: Pick<Standing, 'state'>): boolean {
  const from: readonly State[] = steps[name].from
  return from.includes(state)
}

/** A unit as a rule sees it. */
interface Unit {
  code: string
  path: string
  validFrom: string | null
  validTo: string | null
}

/** Only a unit above finds fault. A unit that does not exist gets the same answer as one elsewhere. */
export function checkBelow(
  unitCode: string,
  targetCode: string,
  target: Unit | undefined,
  pointer: string
): void {
  if (target === undefined || !target.path.split('.').slice(0, -1).includes(unitCode)) {
    const values = { unit: unitCode, target: targetCode }
    throw refuse('finding-target-not-below', { pointer, clause: INSPECTING, values })
  }
}

export function checkValid({ validFrom, validTo }: Unit, today: string, pointer: string): void {
  if ((validFrom ?? today) > today || (validTo !== null && validTo <= today)) {
    throw refuse('finding-unit-invalid', { pointer })
  }
}

/** An item is named for the area that it belongs to, and for a target that is asked it. */
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

/** How many days a term has that is to end on a day; undefined: as many as its rule says. */
export function daysUntil(rectifyBy: string | undefined, today: string, pointer: string): number | undefined {
  if (rectifyBy === undefined) return undefined
  const days = dayNumber(rectifyBy) - dayNumber(today)
  if (days < 1 || days > LONGEST) {
    const values = { from: addDays(today, 1), to: addDays(today, LONGEST) }
    throw refuse('rectify-by-outside', { pointer, clause: RECTIFYING, values })
  }
  return days
}

/** The day on which the target says it was done: between the day of the finding and today. */
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
