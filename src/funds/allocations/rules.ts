import type { Actor } from '../../platform/auth/actor.ts'
import type { Refusal } from '../../platform/errors/refusal.ts'
import { keysOf } from '../../platform/values/keys.ts'
import { fenOf, yuanOf } from '../../platform/values/money.ts'
import type { Step } from '../../platform/work/step.ts'
import type { Place } from '../../units/index.ts'
import { refuse } from '../vocabulary.ts'

/** The term that begins with the receipt and is met when nothing is left. */
export const TERM = 'allocation.hand-down'

/** 及时下拨、专款专用 */
export const CLAUSE = 'jilin-2019-12:2.5'

/** An allocation has no states: what may be corrected depends on its figures. */
export const steps = {
  correct: { from: [], permission: 'funds:keep' },
  matching: { from: [], permission: 'funds:keep' }
} as const satisfies Record<string, Step>

export type StepName = keyof typeof steps
export const stepNames = keysOf(steps)

type OfStep = Pick<Standing, 'giverPath' | 'matchingBudgeted'>

/** People who may record a receipt may correct it: the giver, and the units above. The receiver asks them. */
export function notTheirs(name: StepName, { giverPath }: OfStep, { unitCode }: Actor): Refusal | undefined {
  const isTheirs = name !== 'correct' || giverPath?.split('.').includes(unitCode) === true
  return isTheirs ? undefined : refuse('allocation-not-yours')
}

export function notNow(name: StepName, { matchingBudgeted }: OfStep): Refusal | undefined {
  const isAbsent = name === 'matching' && matchingBudgeted === null
  return isAbsent ? refuse('matching-absent', { clause: CLAUSE }) : undefined
}

/** What the rules need to know of an allocation; money in fen. */
export interface Standing {
  id: string
  unitCode: string
  path: string
  /** The unit that acts for it today: the unit itself while it is in office. */
  actingUnitCode: string
  /** The codes from the root down to the allocating unit; for funds from outside, to the receiving one. */
  giverPath: string | null
  programmeId: string
  programme: string
  rootId: string
  /** null: funds from outside. */
  fromUnitCode: string | null
  documentNo: string
  amount: string
  handedDown: string
  spent: string
  receivedOn: string
  dueOn: string
  matchingBudgeted: string | null
  matchingDueOn: string | null
  version: number
}

interface Receipt {
  amount: string
  receivedOn: string
}

/** The fen that may still be allocated on. Payments may exceed the receipt, because of matching funds. */
export function left({
  amount,
  handedDown,
  spent
}: Pick<Standing, 'amount' | 'handedDown' | 'spent'>): bigint {
  const rest = BigInt(amount) - BigInt(handedDown) - BigInt(spent)
  return rest > 0n ? rest : 0n
}

/** The fen of an amount whose form the schema has checked. */
export function fen(yuan: string): number {
  return fenOf(yuan) as number
}

/** Money comes from above: from a unit above, or from outside to a unit at the top. */
export function checkReceiver(
  unit: Place,
  giver: Pick<Place, 'code' | 'path'> | undefined,
  { amount, receivedOn }: Receipt,
  today: string
): void {
  checkAmount(amount)
  if (giver === undefined && unit.path !== unit.code)
    throw refuse('allocation-from-outside', { pointer: '/fromUnitCode' })
  if (giver !== undefined && !unit.path.startsWith(`${giver.path}.`)) {
    const values = { from: giver.code, to: unit.code }
    throw refuse('allocation-not-below', { pointer: '/toUnitCode', values })
  }
  if (unit.level === 'village') throw refuse('allocation-unit-level', { pointer: '/toUnitCode' })
  checkDay(unit, receivedOn, today, '/toUnitCode')
}

function checkAmount(amount: string): void {
  if (fen(amount) === 0) throw refuse('allocation-of-nothing', { pointer: '/amount' })
}

/** The funds have arrived already, at a unit that was in office on that day. */
function checkDay({ validFrom, validTo }: Place, receivedOn: string, today: string, pointer: string): void {
  if (receivedOn > today) throw refuse('allocation-received-later', { pointer: '/receivedOn' })
  const isThere = (validFrom ?? '') <= receivedOn && (validTo === null || receivedOn < validTo)
  if (!isThere) throw refuse('allocation-unit-invalid', { pointer })
}

/** A part is allocated by the unit that received the whole or acts for it, for the same programme. */
export function checkHandDown(
  parent: Standing,
  { fromUnitCode, amount, receivedOn }: Receipt & { fromUnitCode?: string | null },
  programmeId: string
): void {
  if (
    fromUnitCode !== undefined &&
    fromUnitCode !== parent.unitCode &&
    fromUnitCode !== parent.actingUnitCode
  ) {
    throw refuse('allocation-from-other', { pointer: '/fromUnitCode', values: { unit: parent.unitCode } })
  }
  if (programmeId !== parent.programmeId)
    throw refuse('allocation-other-programme', { pointer: '/programme', clause: 'social-assistance-2014:5' })
  checkPart(parent, fen(amount), receivedOn)
}

/** No more can be allocated on than is left, and not before it was received. */
function checkPart(parent: Standing, more: number, receivedOn: string): void {
  if (receivedOn < parent.receivedOn) {
    const values = { receivedOn: parent.receivedOn }
    throw refuse('allocation-before-parent', { pointer: '/receivedOn', values })
  }
  const rest = left(parent)
  if (BigInt(more) > rest)
    throw refuse('allocation-exceeds', { pointer: '/amount', clause: CLAUSE, values: { left: yuanOf(rest) } })
}

/** The values of a receipt that a correction may change, besides its matching funds. */
type Change = Partial<Receipt> & { documentNo?: string }

/** The receipt after a correction; money in fen. `more`: by how much the amount goes up. */
export interface Corrected {
  documentNo: string
  amount: number
  more: number
  receivedOn: string
}

/** The corrected receipt, if the parts and payments that followed from it are still possible. */
export function correct(
  { one, parent, unit }: { one: Standing; parent: Standing | undefined; unit: Place },
  { documentNo = one.documentNo, receivedOn = one.receivedOn, ...change }: Change,
  today: string
): Corrected {
  if (change.amount !== undefined) checkAmount(change.amount)
  const amount = change.amount === undefined ? Number(one.amount) : fen(change.amount)
  const more = amount - Number(one.amount)
  const flowed = BigInt(one.handedDown) + BigInt(one.spent)
  if (more < 0 && BigInt(amount) < flowed)
    throw refuse('allocation-below-flow', { pointer: '/amount', values: { flowed: yuanOf(flowed) } })
  if (receivedOn !== one.receivedOn) {
    if (BigInt(one.handedDown) > 0n) throw refuse('allocation-handed-on', { pointer: '/receivedOn' })
    checkDay(unit, receivedOn, today, '/receivedOn')
  }
  if (parent !== undefined) checkPart(parent, more, receivedOn)
  return { documentNo, amount, more, receivedOn }
}
