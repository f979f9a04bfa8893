import type { Refusal } from '../../platform/errors/refusal.ts'
import { addDays, addMonths } from '../../platform/values/days.ts'
import { keysOf } from '../../platform/values/keys.ts'
import type { Step } from '../../platform/work/step.ts'
import type { Timetable } from '../../terms/index.ts'
import type { Level, Place } from '../../units/index.ts'
import { refuse } from '../vocabulary.ts'

/** The term of the payments of a month. */
export const TERM = 'disbursement.pay'

/** The levels of units that pay recipients. Units of other levels only supervise. */
export const payers: readonly Level[] = ['county', 'township']

const CLAUSE = 'jilin-2019-12:2.5'

/** A batch has no states. Its files can be uploaded until the lines of its month are archived. */
export const steps = {
  change: { from: [], permission: 'funds:keep' },
  roster: { from: [], permission: 'funds:keep' },
  payments: { from: [], permission: 'funds:keep' },
  'correct-payments': { from: [], permission: 'funds:keep' }
} as const satisfies Record<string, Step>

export type StepName = keyof typeof steps
export const stepNames = keysOf(steps)

export function notTheirs(): undefined {
  return undefined
}

export function notNow(
  name: StepName,
  { isArchived, paymentsUploadId }: Pick<Locked, 'isArchived' | 'paymentsUploadId'>
): Refusal | undefined {
  if (name === 'change') return undefined
  if (name === 'correct-payments' && paymentsUploadId === null) return refuse('payments-missing')
  return isArchived ? refuse('fund-month-archived') : undefined
}

/** What the rules need to know of a batch. */
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

export interface Locked extends Standing {
  /** Whether the lines of its month have been taken out of the database. */
  isArchived: boolean
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

/** What the rules need to know of the paying unit. */
export type Payer = Pick<Place, 'code' | 'level' | 'path' | 'validFrom' | 'validTo'>

/** The term of a month begins on the day before it, so that the first day of the month counts as day one. */
export function startOf(period: string): string {
  return addDays(period, -1)
}

/** The first day of the next month. */
export function monthAfter(period: string): string {
  return `${addDays(period, 31).slice(0, 7)}-01`
}

/** How many months ahead of its month a batch can be made. */
const MONTHS_AHEAD = 2

/**
 * The month lies between the first one of the calendar and two months ahead. Each month gets partitions for
 * its lines, and a typing error must not create one.
 */
export function checkPeriod(period: string, firstYear: number, today: string): void {
  const first = `${firstYear}-01`
  const last = addMonths(`${today.slice(0, 7)}-01`, MONTHS_AHEAD).slice(0, 7)
  const month = period.slice(0, 7)
  if (month < first || month > last)
    throw refuse('disbursement-period', { pointer: '/period', values: { first, last } })
}

/** Counties and townships pay, in months in which they are in office. */
export function checkPayer({ level, validFrom, validTo }: Payer, period: string): void {
  if (!payers.includes(level)) throw refuse('disbursement-unit-level', { pointer: '/unitCode' })
  const isThere = (validFrom ?? '') < monthAfter(period) && (validTo === null || validTo > period)
  if (!isThere) throw refuse('disbursement-unit-invalid', { pointer: '/unitCode' })
}

/** The requested day, or else the last day of the term. */
export function dueOn(
  { dueOn }: { dueOn?: string | undefined },
  period: string,
  { begin }: Pick<Timetable, 'begin'>
): string {
  return dueOn ?? begin(TERM, startOf(period), { pointer: '/period' }).dueOn
}

export interface Account {
  unitCode: string
  programmeId: string
  validFrom: string
  /** `infinity` while it is open. */
  validTo: string
}

export type Batch = Pick<Standing, 'unitCode' | 'path' | 'period' | 'programmeId'>

/** Money is paid only from the special account that was opened for it (专户存储). */
export function checkAccount(account: Account | undefined, { unitCode, programmeId, period }: Batch): void {
  const isItsOwn = account?.unitCode === unitCode && account.programmeId === programmeId
  const isOpen = account !== undefined && account.validFrom < monthAfter(period) && account.validTo > period
  if (!isItsOwn || !isOpen) throw refuse('disbursement-account', { pointer: '/accountId', clause: CLAUSE })
}

export interface Allocation {
  id: string
  unitCode: string
  /** The unit that acts for it today: the unit itself while it is in office. */
  actingUnitCode: string
  programmeId: string
}

/**
 * The unit or the units below it pay from an allocation of the same programme only (专款专用). A successor pays
 * from the funds of its predecessor.
 */
export function checkAllocation(allocation: Allocation | undefined, batch: Batch): Allocation {
  const { path, programmeId } = batch
  if (allocation?.programmeId !== programmeId || !path.split('.').includes(allocation.actingUnitCode))
    throw refuse('disbursement-allocation', { pointer: '/allocationId', clause: CLAUSE })
  return allocation
}

/** People who may not see the allocation of a batch cannot replace it by another one. */
export function checkLeaving(allocation: Allocation | undefined): Allocation {
  if (allocation === undefined) throw refuse('disbursement-allocation-above', { pointer: '/allocationId' })
  return allocation
}

/** The default allocation: the only possible one; undefined if several are possible. */
export function onlyOf(left: readonly Allocation[]): Allocation | undefined {
  return left.length === 1 ? left[0] : undefined
}
