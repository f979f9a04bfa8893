import type { Actor } from '../platform/auth/actor.ts'
import { dayOf, instantOf } from '../platform/values/days.ts'
import type { Work } from '../platform/work/work.ts'
import type { Fulfilment } from './commitments/schema.ts'
import type { Held, InterviewChange, NewInterview } from './schema.ts'
import { type CommitmentState, refuse, type State } from './vocabulary.ts'

/** 第三部分（五）: a unit above interviews the principal of a unit below. */
export const CLAUSE = 'jilin-2019-12:3.5'

/** What an interview may become. What is not listed is refused. */
const next: Record<State, readonly State[]> = {
  called: ['held', 'cancelled'],
  held: ['closed'],
  closed: [],
  cancelled: []
}

/** An interview as a rule sees it. */
export interface Standing {
  state: State
  /** Who called it. */
  unitCode: string
  /** The unit that supervises the interviewed one now, in place of the caller; and those above. */
  keepers: readonly string[]
  /** Who acts for the unit whose principal it is with: that unit while it is in office. */
  targetActing: string
  calledAt: string
  heldOn: string | null
  commitments: readonly Commitment[]
}

/** A commitment as a rule sees it. */
export interface Commitment {
  n: number
  dueOn: string
  fulfilledOn: string | null
}

type Clock = Pick<Work, 'now' | 'today'>

/** Who stands nowhere is below nobody, and is refused in the same words. */
export function call(
  { unitCode, calledFor }: Pick<NewInterview, 'unitCode' | 'calledFor'>,
  interviewee: { path: string; validTo: string | null } | undefined,
  { today }: Pick<Clock, 'today'>
): void {
  const above = interviewee?.path.split('.').slice(0, -1) ?? []
  if (!above.includes(unitCode)) {
    const particulars = { pointer: '/intervieweeUnitCode', clause: CLAUSE, values: { unit: unitCode } }
    throw refuse('interviewee-not-below', particulars)
  }
  const { validTo = null } = interviewee ?? {}
  if (validTo !== null && validTo <= today) {
    throw refuse('interviewee-retired', { pointer: '/intervieweeUnitCode' })
  }
  mustLieAhead(calledFor, today)
}

export function change(one: Standing, { calledFor }: InterviewChange, actor: Actor, { today }: Clock): void {
  mustKeep(one, actor)
  if (one.state !== 'called')
    throw refuse('interview-step', { values: { state: one.state, step: 'changed' } })
  if (calledFor !== undefined) mustLieAhead(calledFor, today)
}

export function hold(one: Standing, { heldAt, commitments }: Held, actor: Actor, clock: Clock) {
  mustKeep(one, actor)
  const change = step(one, 'held')
  mustHaveBeen(heldAt, one.calledAt, clock)
  const heldOn = dayOf(heldAt)
  const early = commitments.findIndex(({ dueOn }) => dueOn < heldOn)
  if (early >= 0) {
    const particulars = { pointer: `/commitments/${early}/dueOn`, clause: CLAUSE, values: { held: heldOn } }
    throw refuse('commitment-before-interview', particulars)
  }
  return { ...change, heldOn, nextDueOn: nextDueOn(commitments) }
}

/** The unit interviewed tells what it did; whether that is enough, the other side says. */
export function report(one: Standing, n: number, { unitCode }: Actor): void {
  if (unitCode !== one.targetActing) {
    throw refuse('commitment-for-others', { clause: CLAUSE, values: { unit: one.targetActing } })
  }
  mustBeOpen(one, n, 'reported on')
}

/** Fulfilled late is fulfilled, on its day; the commitment stays missed. */
export function fulfil(one: Standing, n: number, asked: Fulfilment | null, actor: Actor, { today }: Clock) {
  mustKeep(one, actor)
  const { dueOn } = mustBeOpen(one, n, 'fulfilled')
  const { fulfilledOn = today, note = null } = asked ?? {}
  const from = one.heldOn ?? today
  if (fulfilledOn < from || fulfilledOn > today) {
    throw refuse('fulfilled-out-of-time', { pointer: '/fulfilledOn', values: { from, to: today } })
  }
  const others = one.commitments.filter((other) => other.n !== n)
  return { fulfilledOn, note, isMet: fulfilledOn <= dueOn, dueOn, nextDueOn: nextDueOn(others) }
}

/** Nothing is left to wait for: each commitment is fulfilled, or its day has passed. */
export function close(one: Standing, actor: Actor, { now, today }: Clock) {
  mustKeep(one, actor)
  const change = step(one, 'closed')
  const open = one.commitments.filter((promise) => commitmentState(promise, today) === 'open')
  if (open.length > 0) throw refuse('commitments-open', { clause: CLAUSE, values: { count: open.length } })
  return { ...change, closedAt: now.toISOString(), closedBy: actor.sub }
}

export function cancel(one: Standing, reason: string, actor: Actor, { now }: Clock) {
  mustKeep(one, actor)
  const change = step(one, 'cancelled')
  return { ...change, cancelledAt: now.toISOString(), cancelledBy: actor.sub, cancelReason: reason }
}

/** Where a commitment stands on a day. Never stored: it changes at midnight by itself. */
export function commitmentState(
  { dueOn, fulfilledOn }: Omit<Commitment, 'n'>,
  today: string
): CommitmentState {
  if ((fulfilledOn ?? today) > dueOn) return 'missed'
  return fulfilledOn === null ? 'open' : 'fulfilled'
}

/** The earliest day on which something promised is due; null when all is done. */
export function nextDueOn(
  commitments: readonly (Pick<Commitment, 'dueOn'> & Partial<Commitment>)[]
): string | null {
  const open = commitments.filter(({ fulfilledOn }) => fulfilledOn == null).map(({ dueOn }) => dueOn)
  return open.toSorted()[0] ?? null
}

/** People of the unit that called it, and of those above: never those of the unit interviewed. */
function mustKeep({ keepers, unitCode }: Standing, actor: Actor): void {
  if (!keepers.includes(actor.unitCode)) {
    throw refuse('interview-not-yours', { clause: CLAUSE, values: { unit: unitCode } })
  }
}

function mustBeOpen({ state, commitments }: Standing, n: number, step: string): Commitment {
  if (state !== 'held') throw refuse('interview-step', { values: { state, step } })
  const found = commitments.find((one) => one.n === n)
  if (found === undefined) throw refuse('commitment-not-found', { pointer: '{n}' })
  if (found.fulfilledOn !== null) throw refuse('commitment-fulfilled')
  return found
}

function mustLieAhead(calledFor: string, today: string): void {
  if (dayOf(calledFor) < today) throw refuse('called-for-past', { pointer: '/calledFor' })
}

/** A day is compared with days, an instant with instants. */
function mustHaveBeen(heldAt: string, calledAt: string, { now, today }: Clock): void {
  const isDay = heldAt === dayOf(heldAt)
  const isAfter = isDay ? heldAt >= dayOf(calledAt) : Date.parse(heldAt) >= Date.parse(calledAt)
  const isBefore = isDay ? heldAt <= today : Date.parse(heldAt) <= now.getTime()
  if (isAfter && isBefore) return
  throw refuse('held-out-of-time', { pointer: '/heldAt', values: { from: calledAt, to: instantOf(now) } })
}

function step({ state }: Standing, to: State) {
  if (!next[state].includes(to)) throw refuse('interview-step', { values: { state, step: to } })
  return { state: to }
}
