import { fenOf, yuanOf } from '../../platform/money.ts'
import type { Place } from '../../units/index.ts'
import { refuse } from '../vocabulary.ts'
import type { NewAllocation } from './schema.ts'

/** What begins with the receipt, and is met when nothing is left. */
export const TERM = 'allocation.hand-down'

/** 及时下拨、专款专用 */
export const CLAUSE = 'jilin-2019-12:2.5'

/** An allocation as a rule sees it; money in fen. */
export interface Standing {
  id: string
  unitCode: string
  path: string
  programmeId: string
  programme: string
  rootId: string
  amount: string
  handedDown: string
  spent: string
  receivedOn: string
  matchingBudgeted: string | null
  matchingDueOn: string | null
  version: number
}

/** What may still be handed on. Payments may be more than was received: the local share. */
export function left({
  amount,
  handedDown,
  spent
}: Pick<Standing, 'amount' | 'handedDown' | 'spent'>): bigint {
  const rest = BigInt(amount) - BigInt(handedDown) - BigInt(spent)
  return rest > 0n ? rest : 0n
}

/** The fen of an amount that the schema has let through. */
export function fen(yuan: string): number {
  return fenOf(yuan) as number
}

/** Money comes from above: from a unit above, or from outside to a unit at the top. */
export function checkReceiver(
  unit: Place,
  giver: Pick<Place, 'code' | 'path'> | undefined,
  { amount, receivedOn }: Pick<NewAllocation, 'amount' | 'receivedOn'>,
  today: string
): void {
  if (fen(amount) === 0) throw refuse('allocation-of-nothing', { pointer: '/amount' })
  if (receivedOn > today) throw refuse('allocation-received-later', { pointer: '/receivedOn' })
  if (giver === undefined && unit.path !== unit.code)
    throw refuse('allocation-from-outside', { pointer: '/fromUnitCode' })
  if (giver !== undefined && !unit.path.startsWith(`${giver.path}.`)) {
    const values = { from: giver.code, to: unit.code }
    throw refuse('allocation-not-below', { pointer: '/toUnitCode', values })
  }
  if (unit.level === 'village') throw refuse('allocation-unit-level', { pointer: '/toUnitCode' })
  const isThere = (unit.validFrom ?? '') <= receivedOn && (unit.validTo === null || receivedOn < unit.validTo)
  if (!isThere) throw refuse('allocation-unit-invalid', { pointer: '/toUnitCode' })
}

/** Handed on is what came in: by who received it, for the same programme, and no more than is left. */
export function checkHandDown(
  parent: Standing,
  { fromUnitCode, amount, receivedOn }: NewAllocation,
  programmeId: string
): void {
  if (fromUnitCode !== undefined && fromUnitCode !== parent.unitCode) {
    throw refuse('allocation-from-other', { pointer: '/fromUnitCode', values: { unit: parent.unitCode } })
  }
  if (programmeId !== parent.programmeId)
    throw refuse('allocation-other-programme', { pointer: '/programme', clause: 'social-assistance-2014:5' })
  if (receivedOn < parent.receivedOn) {
    const values = { receivedOn: parent.receivedOn }
    throw refuse('allocation-before-parent', { pointer: '/receivedOn', values })
  }
  const rest = left(parent)
  if (BigInt(fen(amount)) > rest)
    throw refuse('allocation-exceeds', { pointer: '/amount', clause: CLAUSE, values: { left: yuanOf(rest) } })
}
