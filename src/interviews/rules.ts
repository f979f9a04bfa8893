import type { Actor } from '../platform/auth/actor.ts'
import type { Refusal } from '../platform/errors/refusal.ts'
import { dayOf, instantOf } from '../platform/values/days.ts'
import { keysOf } from '../platform/values/keys.ts'
import type { Step } from '../platform/work/step.ts'
import type { Work } from '../platform/work/work.ts'
import type { Fulfilment } from './commitments/schema.ts'
import { type CommitmentState, refuse, type State } from './vocabulary.ts'

/** 第三部分（五）: a unit above interviews the principal of a unit below. */
export const CLAUSE = 'jilin-2019-12:3.5'

/** The steps of an interview. A step that is not listed for a state is refused. */
export const steps = {
  change: { from: ['called'], by: 'keeper', permission: 'interviews:call' },
  hold: { from: ['called'], to: 'held', by: 'keeper', permission: 'interviews:keep' },
  'report-commitment': { from: ['held'], by: 'interviewee', permission: 'interviews:report' },
  'fulfil-commitment': { from: ['held'], by: 'keeper', permission: 'interviews:keep' },
  close: { from: ['held'], to: 'closed', by: 'keeper', permission: 'interviews:close' },
  cancel: { from: ['called'], to: 'cancelled', by: 'keeper', permission: 'interviews:call' }
} as const satisfies Record<string, Step<State> & { by: 'keeper' | 'interviewee' }>

export type StepName = keyof typeof steps
export const stepNames = keysOf(steps)

/** What the rules need to know of an interview. */
export interface Standing {
  state: State
  /** The unit that called it. */
  unitCode: string
  /** The unit that supervises the interviewed unit today, and the units above it. */
  keepers: readonly string[]
  /** The unit that acts for the interviewed unit: the unit itself while it exists, else its successor. */
  targetActing: string
  calledAt: string
  heldOn: string | null
  commitments: readonly Commitment[]
}

/** What the rules need to know of a commitment. */
export interface Commitment {
  n: number
  dueOn: string
  fulfilledOn: string | null
}

type Clock = Pick<Work, 'now' | 'today'>

/** An unknown unit (`interviewee` is undefined) gets the same refusal as one that is not below the caller. */
export function call(
  { unitCode, calledFor }: { unitCode: string; calledFor: string },
  interviewee: { path: string; validTo: string | null } | undefined,
  { today }: Pick<Clock, 'today'>
): asserts interviewee {
  if (!interviewee?.path.split('.').slice(0, -1).includes(unitCode)) {
    const particulars = { pointer: '/intervieweeUnitCode', clause: CLAUSE, values: { unit: unitCode } }
    throw refuse('interviewee-not-below', particulars)
  }
  const { validTo } = interviewee
  if (validTo !== null && validTo <= today) {
    throw refuse('interviewee-retired', { pointer: '/intervieweeUnitCode' })
  }
  checkCalledFor(calledFor, today)
}

/**
 * The keepers (people of the calling unit and of the units above it) take the steps; only the report on a
 * commitment is for the unit interviewed.
 */
export function notTheirs(name: StepName, one: Standing, { unitCode }: Actor): Refusal | undefined {
  if (steps[name].by === 'interviewee') {
    const values = { unit: one.targetActing }
    return unitCode === one.targetActing
      ? undefined
      : refuse('commitment-for-others', { clause: CLAUSE, values })
  }
  if (one.keepers.includes(unitCode)) return undefined
  return refuse('interview-not-yours', { clause: CLAUSE, values: { unit: one.unitCode } })
}

/** An interview cannot be closed while a commitment is open: neither fulfilled nor past its due day. */
export function notNow(name: StepName, one: Standing, today: string): Refusal | undefined {
  const from: readonly State[] = steps[name].from
  if (!from.includes(one.state)) return refuse('interview-step', { values: { state: one.state, step: name } })
  if (name !== 'close') return undefined
  const open = one.commitments.filter((promise) => commitmentState(promise, today) === 'open')
  return open.length === 0
    ? undefined
    : refuse('commitments-open', { clause: CLAUSE, values: { count: open.length } })
}

export function checkCalledFor(calledFor: string, today: string): void {
  if (dayOf(calledFor) < today) throw refuse('called-for-past', { pointer: '/calledFor' })
}

export function hold(
  one: Standing,
  { heldAt, commitments }: { heldAt: string; commitments: readonly { dueOn: string }[] },
  clock: Clock
) {
  mustHaveBeen(heldAt, one.calledAt, clock)
  const heldOn = dayOf(heldAt)
  const early = commitments.findIndex(({ dueOn }) => dueOn < heldOn)
  if (early >= 0) {
    const particulars = { pointer: `/commitments/${early}/dueOn`, clause: CLAUSE, values: { held: heldOn } }
    throw refuse('commitment-before-interview', particulars)
  }
  return { state: steps.hold.to, heldOn, nextDueOn: nextDueOn(commitments) }
}

/** A late fulfilment is accepted with its date, but the commitment stays missed. */
export function fulfil(one: Standing, n: number, asked: Fulfilment | null, { today }: Clock) {
  const { dueOn } = mustBeOpen(one, n)
  const { fulfilledOn = today, note = null } = asked ?? {}
  const from = one.heldOn ?? today
  if (fulfilledOn < from || fulfilledOn > today) {
    throw refuse('fulfilled-out-of-time', { pointer: '/fulfilledOn', values: { from, to: today } })
  }
  const others = one.commitments.filter((other) => other.n !== n)
  return { fulfilledOn, note, isMet: fulfilledOn <= dueOn, dueOn, nextDueOn: nextDueOn(others) }
}

/** The state of a commitment on a day. It is never stored, because it changes at midnight without a write. */
export function commitmentState(
  { dueOn, fulfilledOn }: Omit<Commitment, 'n'>,
  today: string
): CommitmentState {
  if ((fulfilledOn ?? today) > dueOn) return 'missed'
  return fulfilledOn === null ? 'open' : 'fulfilled'
}

/** The earliest due day of the open commitments; null when all are fulfilled. */
export function nextDueOn(
  commitments: readonly (Pick<Commitment, 'dueOn'> & Partial<Commitment>)[]
): string | null {
  const open = commitments.filter(({ fulfilledOn }) => fulfilledOn == null).map(({ dueOn }) => dueOn)
  return open.toSorted()[0] ?? null
}

/** @throws commitment-not-found, commitment-fulfilled */
export function mustBeOpen({ commitments }: Pick<Standing, 'commitments'>, n: number): Commitment {
  const found = commitments.find((one) => one.n === n)
  if (found === undefined) throw refuse('commitment-not-found', { pointer: '{n}' })
  if (found.fulfilledOn !== null) throw refuse('commitment-fulfilled')
  return found
}

/** A day is compared with days, and an instant with instants. */
function mustHaveBeen(heldAt: string, calledAt: string, { now, today }: Clock): void {
  const isDay = heldAt === dayOf(heldAt)
  const isAfter = isDay ? heldAt >= dayOf(calledAt) : Date.parse(heldAt) >= Date.parse(calledAt)
  const isBefore = isDay ? heldAt <= today : Date.parse(heldAt) <= now.getTime()
  if (isAfter && isBefore) return
  throw refuse('held-out-of-time', { pointer: '/heldAt', values: { from: calledAt, to: instantOf(now) } })
}
