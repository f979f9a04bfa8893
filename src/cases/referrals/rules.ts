import type { Actor } from '../../platform/auth/actor.ts'
import { refuse } from '../vocabulary.ts'
import type { Outcome, Receipt, Referral } from './schema.ts'

export const CLAUSE = 'supervision-law:37'

/** The term that starts with the referral and ends with the receipt of the authority. */
export const TERM = 'referral.hand-over'

/** A former keeper may still read it; only the unit to which it passed records receipt and outcome. */
export function mustKeep(
  { unitCode, path }: { unitCode: string; path: string },
  actor: Pick<Actor, 'unitCode'>
): void {
  if (path.split('.').includes(actor.unitCode)) return
  throw refuse('referral-not-yours', { values: { unit: unitCode }, clause: CLAUSE })
}

type Days = Pick<Referral, 'referredOn' | 'receivedOn' | 'outcomeOn'>

/** Records the receipt, once. It may arrive after the outcome, but its date is not later. */
export function receive(
  { referredOn, receivedOn, outcomeOn }: Days,
  receipt: Receipt,
  today: string
): Receipt {
  if (receivedOn !== null) throw refuse('referral-received')
  checkDay('/receivedOn', receipt.receivedOn, referredOn, outcomeOn ?? today)
  return receipt
}

/** Records the outcome, once. An authority may report it without having sent a receipt. */
export function conclude(
  { referredOn, receivedOn, outcomeOn }: Days,
  reported: Outcome,
  today: string
): Outcome {
  if (outcomeOn !== null) throw refuse('referral-concluded')
  checkDay('/outcomeOn', reported.outcomeOn, receivedOn ?? referredOn, today)
  return reported
}

function checkDay(pointer: string, day: string, from: string, to: string): void {
  if (day < from || day > to) {
    throw refuse('referral-day', { pointer, values: { from, to }, clause: CLAUSE })
  }
}
