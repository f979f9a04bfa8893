import { addDays } from '../../platform/days.ts'
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

type Batch = Pick<Standing, 'unitCode' | 'path' | 'period' | 'programmeId'>

/** Money is paid from the account that was opened for it (专户存储), and from no other. */
export function checkAccount(account: Account | undefined, { unitCode, programmeId, period }: Batch): void {
  const isItsOwn = account?.unitCode === unitCode && account.programmeId === programmeId
  const isOpen = account !== undefined && account.validFrom < monthAfter(period) && account.validTo > period
  if (!isItsOwn || !isOpen) throw refuse('disbursement-account', { pointer: '/accountId', clause: CLAUSE })
}

export interface Allocation {
  unitCode: string
  programmeId: string
}

/** What was handed down for a programme is used for nothing else (专款专用). */
export function checkAllocation(allocation: Allocation | undefined, { path, programmeId }: Batch): void {
  const isItsOwn = allocation?.programmeId === programmeId && path.split('.').includes(allocation.unitCode)
  if (!isItsOwn) throw refuse('disbursement-allocation', { pointer: '/allocationId', clause: CLAUSE })
}
