import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import { disbursements, monthAfter, mustBeAtHand, programmeOf, refuseFunds } from '../funds/index.ts'
import { placeOf, subtree } from '../platform/access/scope.ts'
import { present } from '../platform/database/present.ts'
import { type Operation, type Progress, startOperation } from '../platform/operations/index.ts'
import type { EventTypes } from '../platform/work/catalogue.ts'
import type { Jobs } from '../platform/work/jobs.ts'
import type { Work } from '../platform/work/work.ts'
import { unitPlace } from '../units/index.ts'
import * as compare from './comparison/compare.ts'
import { keep } from './comparison/keep.ts'
import { type Aim, compareRecords, linesToRead } from './comparison/records.ts'
import { analyze, make } from './comparison/work-tables.ts'
import * as rules from './rules.ts'
import type { NewCheck, RecordsCheck } from './schema.ts'
import * as store from './store.ts'

export const CHECK = 'fund-checks.compare'

/**
 * Enough to sort half a million lines. With more memory PostgreSQL hashes the recipients, which is slower.
 */
export const WORK_MEM = '64MB'

/** A check, or the operation that makes it if the files are long. */
export type Begun = store.Shown | (Operation & { version: number })

export function isMade(begun: Begun): begun is store.Shown {
  return 'contentHash' in begun
}

/** The files to compare: the current ones at the time of the request. */
interface Asked {
  id: string
  disbursementId: string
  rosterUploadId: string | null
  paymentsUploadId: string | null
  dueOn: string
}

/** The records to check, as they are when the check is made. */
type AskedRecords = RecordsCheck & { id: string }

export async function startCheck(work: Work, jobs: Jobs, wanted: NewCheck): Promise<Begun> {
  const { tx, actor, today } = work
  if (!('disbursementId' in wanted)) return startRecords(work, jobs, { ...wanted, id: uuid() })
  const batch = await disbursements.find(tx, actor, wanted.disbursementId, today)
  if (batch === undefined) throw refuseFunds('disbursement-not-found', { pointer: '/disbursementId' })
  const asked = {
    id: uuid(),
    disbursementId: batch.id,
    dueOn: batch.dueOn,
    rosterUploadId: batch.roster?.id ?? null,
    paymentsUploadId: batch.payments?.id ?? null
  }
  rules.checkFiles(asked)
  if (!rules.isLong((batch.roster?.lines ?? 0) + (batch.payments?.lines ?? 0)))
    return checkPayments(work, asked)
  await mustBeAtHand(tx, `${batch.period}-01`)
  const subject = { kind: 'disbursement', id: batch.id }
  return startOperation(work, jobs, { kind: CHECK, input: { ...asked }, subject })
}

async function startRecords(work: Work, jobs: Jobs, asked: AskedRecords): Promise<Begun> {
  const scene = await sceneOf(work, asked)
  if (!rules.isLong(await linesToRead(work.tx, asked.kind, scene.aim)))
    return checkRecords(work, asked, scene)
  const subject = { kind: 'funds-of-unit', id: asked.unitCode }
  return startOperation(work, jobs, { kind: CHECK, input: { ...asked }, subject })
}

/** Makes a check as an operation. */
export async function performCheck(
  work: Work,
  asked: Asked | AskedRecords,
  progress: Progress
): Promise<object> {
  const made = 'kind' in asked ? performRecords(work, asked) : checkPayments(work, asked, progress)
  const { exceptions, contentHash } = await made
  return { checkId: asked.id, exceptions, contentHash }
}

async function performRecords(work: Work, asked: AskedRecords): Promise<store.Shown> {
  const scene = await sceneOf(work, asked)
  await linesToRead(work.tx, asked.kind, scene.aim)
  return checkRecords(work, asked, scene)
}

const STEPS = 3

/** Compares a roster with its payments, recipient by recipient. */
async function checkPayments(
  work: Work,
  asked: Asked,
  progress: Progress = async () => {}
): Promise<store.Shown> {
  const { tx, actor } = work
  const { id, disbursementId, rosterUploadId, paymentsUploadId } = asked
  const standing = await disbursements.seen(tx, actor, disbursementId)
  if (standing === undefined) throw refuseFunds('disbursement-not-found')
  const { unitCode, path, period } = standing
  await mustBeAtHand(tx, period)
  const batch = { period, dueOn: asked.dueOn, rosterUploadId, paymentsUploadId }
  await progress(0, STEPS, 'comparing')
  await sql`set local work_mem = ${sql.lit(WORK_MEM)}`.execute(tx)
  await make(tx, 'checking')`
    select ${id}::uuid as id, id as disbursement_id, unit_code, path, programme_id, period,
      ${asked.dueOn}::date as due_on, ${rosterUploadId}::uuid as roster_upload_id,
      ${paymentsUploadId}::uuid as payments_upload_id
    from disbursement where id = ${disbursementId}::uuid`
  await analyze(tx, 'checking')
  await compare.comparePayments(tx, period, batch)
  await progress(1, STEPS, 'finding-other-rosters')
  const others = await compare.gatherOthers(tx, period, await subtree(tx, actor, 'fund'))
  if (rosterUploadId !== null && others.count > 1) await compare.findDoubles(tx, period, batch)
  await progress(2, STEPS, 'recording')
  await keep(work, { kind: 'payment', scopeCode: actor.unitCode, others, runId: null })
  return recorded(work, { id, unitCode, path }, { kind: 'payment', disbursementId })
}

/** The records to check: their place, and what a check needs to find them. */
interface Scene {
  path: string
  /** Code of the programme. */
  programme: string
  aim: Aim
}

async function sceneOf({ tx, actor, today }: Work, { unitCode, programme, period }: RecordsCheck) {
  const tree = await placeOf(tx, actor, 'fund', unitCode, '/unitCode')
  const { path } = present(await unitPlace(tx, unitCode))
  const found = await programmeOf(tx, unitCode, programme)
  if (found === undefined) throw refuseFunds('programme-unknown', { pointer: '/programme' })
  const from = `${period}-01`
  rules.checkBegun(from, today, '/period')
  const aim = { tree, programmeId: found.id, from, until: monthAfter(from), today }
  return { path, programme: found.code, aim }
}

/** Checks the allocations or accounts of a unit and all units below it. */
async function checkRecords(
  work: Work,
  { id, kind, unitCode, period }: AskedRecords,
  { path, programme, aim }: Scene
): Promise<store.Shown> {
  const { tx } = work
  await make(tx, 'checking')`
    select ${id}::uuid as id, null::uuid as disbursement_id, ${unitCode}::text as unit_code,
      ${path}::text as path, ${aim.programmeId}::uuid as programme_id, ${aim.from}::date as period,
      null::date as due_on, null::uuid as roster_upload_id, null::uuid as payments_upload_id`
  const others = await compareRecords(tx, kind, aim)
  await keep(work, { kind, scopeCode: unitCode, others, runId: null })
  return recorded(work, { id, unitCode, path }, { kind, programme, period })
}

/** The event has the result: after many late payments, for example, an interview can be proposed. */
async function recorded(
  work: Work,
  one: { id: string; unitCode: string; path: string },
  details: Omit<EventTypes['fund-check.made'], 'exceptions' | 'contentHash'>
): Promise<store.Shown> {
  const check = present(await store.find(work.tx, work.actor, one.id, work.today))
  const found = Object.entries(check.exceptions).filter(([, tally]) => tally.count > 0)
  work.record('fund-check.made', one, {
    ...details,
    exceptions: Object.fromEntries(found),
    contentHash: check.contentHash
  })
  return check
}
