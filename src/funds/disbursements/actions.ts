import { v7 as uuid } from 'uuid'
import { calendarOf } from '../../calendar/index.ts'
import { placeOf } from '../../platform/access/scope.ts'
import { present } from '../../platform/database/present.ts'
import type { Tx, Work } from '../../platform/work/work.ts'
import { timetable } from '../../terms/index.ts'
import { spendFrom } from '../allocations/flow.ts'
import { programmeOf } from '../programmes/store.ts'
import { refuse } from '../vocabulary.ts'
import * as rules from './rules.ts'
import type { DisbursementChange, NewDisbursement } from './schema.ts'
import * as sources from './sources.ts'
import * as store from './store.ts'

/** A batch: what a unit pays out from a programme in a month. */
export async function createDisbursement(work: Work, wanted: NewDisbursement): Promise<store.Versioned> {
  const { tx, actor, now, today } = work
  const { unitCode, accountId = null } = wanted
  await placeOf(tx, actor, 'fund', unitCode, '/unitCode')
  const programme = await programmeOf(tx, unitCode, wanted.programme)
  if (programme === undefined) throw refuse('programme-unknown', { pointer: '/programme' })
  const period = `${wanted.period}-01`
  rules.checkPeriod(period, (await calendarOf(tx)).first, today)
  const table = await timetable(tx, unitCode)
  const unit = present(table.unit)
  rules.checkPayer(unit, period)
  const batch = { id: uuid(), unitCode, path: unit.path, period, programmeId: programme.id }
  if (accountId !== null) rules.checkAccount(await sources.account(tx, accountId), batch)
  const money = await moneyOf(work, wanted, batch)
  const dueOn = rules.dueOn(wanted, period, table)
  await store.insert(tx, {
    ...{ id: batch.id, programme_id: programme.id, unit_code: unitCode, path: unit.path, period },
    ...{ due_on: dueOn, account_id: accountId, allocation_id: money?.id ?? null },
    ...{ created_at: now.toISOString(), created_by: actor.sub }
  })
  work.record('disbursement.created', batch, {
    ...{ programme: programme.code, period: wanted.period, dueOn, accountId }
  })
  if (money !== undefined) noteLink(work, 'linked', money, batch)
  return present(await store.find(tx, actor, batch.id))
}

/** How many days after the day before a month a unit has for its payments. */
export async function daysToPay(tx: Tx, unitCode: string, period: string): Promise<number> {
  const startedOn = rules.startOf(period)
  return (await timetable(tx, unitCode)).rule(rules.TERM, startedOn).days
}

/** The allocation that was named, or the only one that it can be. */
async function moneyOf(
  { tx, actor }: Work,
  { allocationId: id }: Pick<NewDisbursement, 'allocationId'>,
  batch: rules.Batch
): Promise<rules.Allocation | undefined> {
  if (id === undefined) return rules.onlyOf(await sources.leftFor(tx, batch))
  return id === null ? undefined : rules.checkAllocation(await sources.allocation(tx, actor, id), batch)
}

/** Noted of the money, and not of the batch: who keeps the batch may not see what a unit above received. */
function noteLink(
  work: Work,
  event: 'linked' | 'unlinked',
  money: rules.Allocation,
  { id, unitCode, period }: Pick<rules.Standing, 'id' | 'unitCode' | 'period'>
): void {
  const details = { disbursementId: id, payerCode: unitCode, period: period.slice(0, 7) }
  work.record(`allocation.${event}`, money, details)
}

/** Another due day, account or allocation. What was checked before stays as it was. */
export async function changeDisbursement(
  work: Work,
  id: string,
  change: DisbursementChange
): Promise<store.Versioned> {
  const { tx, actor } = work
  const batch = await store.lock(tx, actor, id)
  if (batch === undefined) throw refuse('disbursement-not-found')
  work.match(batch.version)
  const { dueOn, accountId } = change
  if (typeof accountId === 'string') rules.checkAccount(await sources.account(tx, accountId), batch)
  const { from, to } = await moneyMoved(work, change, batch)
  await store.update(tx, id, change)
  work.record('disbursement.changed', batch, { dueOn, accountId })
  if (from !== undefined) noteLink(work, 'unlinked', from, batch)
  if (to !== undefined) noteLink(work, 'linked', to, batch)
  if (batch.paymentsUploadId !== null) await spendAgain(work, [from, to])
  return present(await store.find(tx, actor, id))
}

/** The money that a batch was paid from, and the money that it will be, where these change. */
async function moneyMoved(
  work: Work,
  { allocationId }: DisbursementChange,
  batch: rules.Standing
): Promise<{ from?: rules.Allocation; to?: rules.Allocation }> {
  if (allocationId === undefined) return {}
  const to = await moneyOf(work, { allocationId }, batch)
  const before = batch.allocationId
  if (before === allocationId) return {}
  if (before === null) return { to }
  return { from: rules.checkLeaving(await sources.allocation(work.tx, work.actor, before)), to }
}

/** In the order of the ids, in which they are locked: two batches may change places at once. */
async function spendAgain(work: Work, touched: readonly (rules.Allocation | undefined)[]): Promise<void> {
  const ids = touched.flatMap((one) => (one === undefined ? [] : [one.id]))
  for (const id of ids.toSorted()) await spendFrom(work, id)
}
