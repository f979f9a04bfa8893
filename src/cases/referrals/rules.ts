import type { Actor } from '../../platform/auth/actor.ts'
import { refuse } from '../vocabulary.ts'
import type { Outcome, Receipt, Referral } from './schema.ts'

export const CLAUSE = 'supervision-law:37'

/** What starts with the referral, and ends with the receipt of the authority. */
export const TERM = 'referral.hand-over'

/** A former keeper goes on reading it; the unit to which it has passed puts on record what follows. */
export function mustKeep(
  { unitCode, path }: { unitCode: string; path: string },
  actor: Pick<Actor, 'unitCode'>
): void {
  if (path.split('.').includes(actor.unitCode)) return
  throw refuse('referral-not-yours', { values: { unit: unitCode }, clause: CLAUSE })
}

type Days = Pick<Referral, 'referredOn' | 'receivedOn' | 'outcomeOn'>

/** The receipt, once. It may come in after the outcome, but it was not written later. */
export function receive(
  { referredOn, receivedOn, outcomeOn }: Days,
  receipt: Receipt,
  today: string
): Receipt {
  if (receivedOn !== null) throw refuse('referral-received')
  checkDay('/receivedOn', receipt.receivedOn, referredOn, outcomeOn ?? today)
  return receipt
}

/** The outcome, once. An authority may tell it without ever having sent a receipt. */
export function conclude({ referredOn, receivedOn, outcomeOn }: Days, told: Outcome, today: string): Outcome {
  if (outcomeOn !== null) throw refuse('referral-concluded')
  checkDay('/outcomeOn', told.outcomeOn, receivedOn ?? referredOn, today)
  return told
}

function checkDay(pointer: string, day: string, from: string, to: string): void {
  if (day < from || day > to) {
    throw refuse('referral-day', { pointer, values: { from, to }, clause: CLAUSE })
  }
}
