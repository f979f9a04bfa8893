import { addDays, addMonths } from '../../platform/values/days.ts'
import type { Timetable } from '../../terms/index.ts'
import type { Level, Place } from '../../units/index.ts'
import { refuse } from '../vocabulary.ts'
import type { NewDisbursement } from './schema.ts'

/** The term that says by which day of a month its payments are due. */
export const TERM = 'disbursement.pay'

/** Who pays recipients, all others only supervise it. */
export const payers: readonly Level[] = ['county', 'township']

const CLAUSE = 'jilin-2019-12:2.5'

/** A batch as a rule sees it. */
export interface Standing {
  id: string
  unitCode: string
  path: string
  period: string
  programmeId: string
  allocationId: string | null
  rosterUploadId: string | null
  paymentsUploadId: string | null
  version: number
}

export interface NewRow {
  id: string
  programme_id: string
  unit_code: string
  path: string
  period: string
  due_on: string
  account_id: string | null
  allocation_id: string | null
  created_at: string
  created_by: string
}

/** What a batch needs to know of the unit that pays. */
export type Payer = Pick<Place, 'code' | 'level' | 'path' | 'validFrom' | 'validTo'>

/** The term of a month begins on the day before it: its first day is the first that counts. */
export function startOf(period: string): string {
  return addDays(period, -1)
}

/** The first day of the next month. */
export function monthAfter(period: string): string {
  return `${addDays(period, 31).slice(0, 7)}-01`
}

/** A month is prepared before it begins, and no earlier than this. */
const MONTHS_AHEAD = 2

/**
 * A month from the first one of the calendar on, and none far ahead: each month has a place of its own for
 * its lines, which is not to be made by a slip of the pen.
 */
export function checkPeriod(period: string, firstYear: number, today: string): void {
  const first = `${firstYear}-01`
  const last = addMonths(`${today.slice(0, 7)}-01`, MONTHS_AHEAD).slice(0, 7)
  const month = period.slice(0, 7)
  if (month < first || month > last)
    throw refuse('disbursement-period', { pointer: '/period', values: { first, last } })
}

/** A unit pays in its own name, in a month in which there is such a unit. */
export function checkPayer({ level, validFrom, validTo }: Payer, period: string): void {
  if (!payers.includes(level)) throw refuse('disbursement-unit-level', { pointer: '/unitCode' })
  const isThere = (validFrom ?? '') < monthAfter(period) && (validTo === null || validTo > period)
  if (!isThere) throw refuse('disbursement-unit-invalid', { pointer: '/unitCode' })
}

/** The day that was asked for, or the last day of the term of that month. */
export function dueOn(
  { dueOn }: Pick<NewDisbursement, 'dueOn'>,
  period: string,
  { begin }: Pick<Timetable, 'begin'>
): string {
  return dueOn ?? begin(TERM, startOf(period), { pointer: '/period' }).dueOn
}

export interface Account {
  unitCode: string
  programmeId: string
  validFrom: string
  /** `infinity` where it is still open. */
  validTo: string
}

export type Batch = Pick<Standing, 'unitCode' | 'path' | 'period' | 'programmeId'>

/** Money is paid from the account that was opened for it (专户存储), and from no other. */
export function checkAccount(account: Account | undefined, { unitCode, programmeId, period }: Batch): void {
  const isItsOwn = account?.unitCode === unitCode && account.programmeId === programmeId
  const isOpen = account !== undefined && account.validFrom < monthAfter(period) && account.validTo > period
  if (!isItsOwn || !isOpen) throw refuse('disbursement-account', { pointer: '/accountId', clause: CLAUSE })
}

export interface Allocation {
  id: string
  unitCode: string
  /** Who acts for that unit today: itself while it is in office. */
  actingUnitCode: string
  programmeId: string
}

/**
 * Funds allocated for a programme are used for nothing else (专款专用), by the unit or by the units below it. A
 * successor pays from the funds of its predecessor.
 */
export function checkAllocation(allocation: Allocation | undefined, batch: Batch): Allocation {
  const { path, programmeId } = batch
  if (allocation?.programmeId !== programmeId || !path.split('.').includes(allocation.actingUnitCode))
    throw refuse('disbursement-allocation', { pointer: '/allocationId', clause: CLAUSE })
  return allocation
}

/** Who does not see the money that a batch is paid from does not take the batch away from it. */
export function checkLeaving(allocation: Allocation | undefined): Allocation {
  if (allocation === undefined) throw refuse('disbursement-allocation-above', { pointer: '/allocationId' })
  return allocation
}

/** Where nothing is said, the money is the only one that it can be; of several, nobody knows. */
export function onlyOf(left: readonly Allocation[]): Allocation | undefined {
  return left.length === 1 ? left[0] : undefined
}
