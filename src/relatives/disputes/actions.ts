import { v7 as uuid } from 'uuid'
import type { VisibleRecords } from '../../platform/access/visible-records.ts'
import { present } from '../../platform/database/present.ts'
import { insertRecord, updateRecord } from '../../platform/database/records.ts'
import { newEvent } from '../../platform/work/catalogue.ts'
import { type StepKind, takeStep } from '../../platform/work/step.ts'
import type { Work } from '../../platform/work/work.ts'
import { unitPlace } from '../../units/index.ts'
import { refuse as refuseFiling } from '../filings/vocabulary.ts'
import * as rules from './rules.ts'
import type { DisputeWithdrawal, NewDispute } from './schema.ts'
import * as store from './store.ts'
import { refuse } from './vocabulary.ts'

/**
 * Records that a filing is held to be false. The filing itself stays as it is, its version too: the unit of
 * the filer must not notice.
 */
export async function disputeFiling(
  work: Work,
  filingId: string,
  wanted: NewDispute,
  records: VisibleRecords
): Promise<store.Shown> {
  const { tx, actor, now, today } = work
  const filing = await store.filingFor(tx, actor, filingId)
  if (filing === undefined) throw refuseFiling('relative-filing-not-found')
  rules.checkDispute(filing, wanted, actor, today)
  await checkRecords(work, wanted, records)
  const id = uuid({ msecs: now.getTime() })
  const { unitCode } = actor
  const { path } = present(await unitPlace(tx, unitCode))
  const made = { madeAt: now.toISOString(), madeBy: actor.sub }
  await insertRecord(tx, 'relative_dispute', { id, unitCode, path, filingId, ...wanted, ...made })
  const { reason, foundOn } = wanted
  work.record('relative-dispute.made', { id, unitCode, path }, { filingId, reason, foundOn })
  return present(await store.find(tx, actor, id, today))
}

/** @throws dispute-record-unknown */
async function checkRecords({ tx, actor }: Work, wanted: NewDispute, records: VisibleRecords): Promise<void> {
  const { inspectionId, findingId } = wanted
  const pointer = inspectionId === undefined ? '/findingId' : '/inspectionId'
  const named = [
    ...(inspectionId === undefined ? [] : [{ kind: 'inspection' as const, id: inspectionId }]),
    ...(findingId === undefined ? [] : [{ kind: 'finding' as const, id: findingId }])
  ]
  const [one, other] = named
  if (one === undefined) return
  const isKnown = other === undefined && (await store.isSeen(tx, records, actor, one))
  if (!isKnown) throw refuse('dispute-record-unknown', { pointer })
}

/** Takes a dispute back: later checks no longer count it. Checks that were made stay as they are. */
export function withdrawDispute(work: Work, id: string, { reason }: DisputeWithdrawal): Promise<store.Shown> {
  return takeStep(disputeSteps, work, id, 'withdraw', async () => {
    rules.checkText(reason, '/reason')
    const withdrawn = { withdrawnAt: work.now.toISOString(), withdrawnBy: work.actor.sub }
    await updateRecord(work, 'relative_dispute', id, { ...withdrawn, withdrawnReason: reason })
    return { event: newEvent('relative-dispute.withdrawn', { reason }) }
  })
}

const disputeSteps: StepKind<store.Locked, rules.StepName, store.Shown> = {
  ...rules,
  missing: () => refuse('relative-dispute-not-found'),
  lock: ({ tx, actor }, id) => store.lock(tx, actor, id),
  read: ({ tx, actor, today }, id) => store.find(tx, actor, id, today)
}
