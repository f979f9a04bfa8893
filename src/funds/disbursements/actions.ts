import { v7 as uuid } from 'uuid'
import { calendarOf } from '../../calendar/index.ts'
import { placeOf } from '../../platform/access/scope.ts'
import { present } from '../../platform/database/present.ts'
import { updateRecord } from '../../platform/database/records.ts'
import { newEvent } from '../../platform/work/catalogue.ts'
import { type StepKind, takeStep } from '../../platform/work/step.ts'
import type { Tx, Work } from '../../platform/work/work.ts'
import { timetable } from '../../terms/index.ts'
import { spendFrom } from '../allocations/flow.ts'
import { programmeOf } from '../programmes/store.ts'
import { refuse } from '../vocabulary.ts'
import * as rules from './rules.ts'
import type { DisbursementChange, NewDisbursement } from './schema.ts'
import * as sources from './sources.ts'
import * as store from './store.ts'

/** Makes a batch: the payments of a unit from a programme in a month. */
export async function createDisbursement(work: Work, wanted: NewDisbursement): Promise<store.Shown> {
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
  const id = uuid()
  const batch = { id, unitCode, path: unit.path, period, programmeId: programme.id }
  if (accountId !== null) rules.checkAccount(await sources.account(tx, accountId), batch)
  const money = await moneyOf(work, wanted, batch)
  const dueOn = rules.dueOn(wanted, period, table)
  await store.insert(tx, {
    id,
    programme_id: programme.id,
    unit_code: unitCode,
    path: unit.path,
    period,
    due_on: dueOn,
    account_id: accountId,
    allocation_id: money?.id ?? null,
    created_at: now.toISOString(),
    created_by: actor.sub
  })
  const details = { programme: programme.code, period: wanted.period, dueOn, accountId }
  work.record('disbursement.created', batch, details)
  if (money !== undefined) noteLink(work, 'linked', money, batch)
  return present(await store.find(tx, actor, id, today))
}

/** The number of days that a unit has for its payments, counted from the day before the month. */
export async function daysToPay(tx: Tx, unitCode: string, period: string): Promise<number> {
  const startedOn = rules.startOf(period)
  return (await timetable(tx, unitCode)).rule(rules.TERM, startedOn).days
}

/** The named allocation, or the only possible one. */
async function moneyOf(
  { tx, actor }: Work,
  { allocationId: id }: Pick<NewDisbursement, 'allocationId'>,
  batch: rules.Batch
): Promise<rules.Allocation | undefined> {
  if (id === undefined) return rules.onlyOf(await sources.leftFor(tx, batch))
  return id === null ? undefined : rules.checkAllocation(await sources.allocation(tx, actor, id), batch)
}

/**
 * Recorded for the allocation, not for the batch: people who see the batch may not see funds of a unit above.
 */
function noteLink(
  work: Work,
  event: 'linked' | 'unlinked',
  money: rules.Allocation,
  { id, unitCode, period }: Pick<rules.Standing, 'id' | 'unitCode' | 'period'>
): void {
  const details = { disbursementId: id, payerCode: unitCode, period: period.slice(0, 7) }
  work.record(`allocation.${event}`, money, details)
}

/** Changes the due day, the account or the allocation. Checks that were made before stay as they are. */
export function changeDisbursement(work: Work, id: string, change: DisbursementChange): Promise<store.Shown> {
  return takeStep(disbursementSteps, work, id, 'change', async (batch) => {
    const { dueOn, accountId, allocationId } = change
    if (typeof accountId === 'string') rules.checkAccount(await sources.account(work.tx, accountId), batch)
    const { from, to } = await moneyMoved(work, change, batch)
    await updateRecord(work, 'disbursement', id, { dueOn, accountId, allocationId })
    if (from !== undefined) noteLink(work, 'unlinked', from, batch)
    if (to !== undefined) noteLink(work, 'linked', to, batch)
    if (batch.paymentsUploadId !== null) await spendAgain(work, [from, to])
    return { event: newEvent('disbursement.changed', { dueOn, accountId }) }
  })
}

const disbursementSteps: StepKind<rules.Locked, rules.StepName, store.Shown> = {
  ...rules,
  missing: () => refuse('disbursement-not-found'),
  lock: ({ tx, actor }, id) => store.lock(tx, actor, id),
  read: ({ tx, actor, today }, id) => store.find(tx, actor, id, today)
}

/** The former and the new allocation of a batch, if these differ. */
async function moneyMoved(
  work: Work,
  { allocationId }: DisbursementChange,
  batch: rules.Standing
): Promise<{ from?: rules.Allocation; to?: rules.Allocation | undefined }> {
  if (allocationId === undefined) return {}
  const to = await moneyOf(work, { allocationId }, batch)
  const before = batch.allocationId
  if (before === allocationId) return {}
  if (before === null) return { to }
  return { from: rules.checkLeaving(await sources.allocation(work.tx, work.actor, before)), to }
}

/** In the order of the ids: several allocations are always locked in this order. */
async function spendAgain(work: Work, changed: readonly (rules.Allocation | undefined)[]): Promise<void> {
  const ids = changed.flatMap((one) => (one === undefined ? [] : [one.id]))
  for (const id of ids.toSorted()) await spendFrom(work, id)
}
