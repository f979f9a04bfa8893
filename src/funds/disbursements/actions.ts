import { v7 as uuid } from 'uuid'
import { placeOf } from '../../platform/scope.ts'
import type { Work } from '../../platform/work.ts'
import { timetable } from '../../terms/index.ts'
import { type Place, unitPlace } from '../../units/index.ts'
import { programmeOf } from '../programmes/store.ts'
import { refuse } from '../vocabulary.ts'
import * as rules from './rules.ts'
import type { DisbursementChange, NewDisbursement } from './schema.ts'
import * as sources from './sources.ts'
import * as store from './store.ts'

/** A batch: what a unit pays out from a programme in a month. */
export async function createDisbursement(work: Work, wanted: NewDisbursement): Promise<store.Versioned> {
  const { tx, actor, now } = work
  const { unitCode, accountId = null, allocationId = null } = wanted
  await placeOf(tx, actor, 'fund', unitCode, '/unitCode')
  const unit = (await unitPlace(tx, unitCode)) as Place
  const programme = await programmeOf(tx, unitCode, wanted.programme)
  if (programme === undefined) throw refuse('programme-unknown', { pointer: '/programme' })
  const period = `${wanted.period}-01`
  rules.checkPayer(unit, period)
  const batch = { id: uuid(), unitCode, path: unit.path, period, programmeId: programme.id }
  if (accountId !== null) rules.checkAccount(await sources.account(tx, accountId), batch)
  if (allocationId !== null) rules.checkAllocation(await sources.allocation(tx, allocationId), batch)
  const dueOn = rules.dueOn(wanted, period, await timetable(tx, unitCode, rules.startOf(period)))
  await store.insert(tx, {
    ...{ id: batch.id, programme_id: programme.id, unit_code: unitCode, path: unit.path, period },
    ...{ due_on: dueOn, account_id: accountId, allocation_id: allocationId },
    ...{ created_at: now.toISOString(), created_by: actor.sub }
  })
  const told = { programme: programme.code, period: wanted.period, dueOn, accountId, allocationId }
  work.record('disbursement.created', batch, told)
  return (await store.find(tx, actor, batch.id)) as store.Versioned
}

/** Another due day, another account. What was checked before stays as it was. */
export async function changeDisbursement(
  work: Work,
  id: string,
  change: DisbursementChange
): Promise<store.Versioned> {
  const { tx, actor } = work
  const batch = await store.lock(tx, actor, id)
  if (batch === undefined) throw refuse('disbursement-not-found')
  work.match(batch.version)
  const { accountId } = change
  if (typeof accountId === 'string') rules.checkAccount(await sources.account(tx, accountId), batch)
  await store.update(tx, id, change)
  work.record('disbursement.changed', batch, { ...change })
  return (await store.find(tx, actor, id)) as store.Versioned
}
