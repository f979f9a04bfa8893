import { sql } from 'kysely'
import { halfWidth } from '../../platform/table/cell-rules.ts'
import { addMonths } from '../../platform/values/days.ts'
import type { Work } from '../../platform/work/work.ts'
import { villagesIn } from '../../units/index.ts'
import { spendFrom } from '../allocations/flow.ts'
import { monthAfter, type Standing } from '../disbursements/rules.ts'
import * as disbursements from '../disbursements/store.ts'
import type { Hasher } from '../hasher.ts'
import type { UploadKind } from '../labels.ts'
import { mustBeAtHand } from '../months.ts'
import { refuse } from '../vocabulary.ts'
import { addStandingLines, returnsWithoutPayment } from './corrections.ts'
import type { File } from './file.ts'
import { type Kept, removeOldLines } from './growth.ts'
import { type Incoming, MOST_FAULTS, takeIn } from './intake.ts'
import { isSame, standingAlready } from './present.ts'
import type { Taken } from './schema.ts'
import * as store from './store.ts'
import { fault } from './vocabulary.ts'

/** What an upload needs. */
export interface Intake {
  hashed: Hasher
  kept: Kept
}

/**
 * Takes in a file of a batch: all of it or nothing. Uploading the same file again changes nothing. A second
 * upload of the kind at the same time is refused; otherwise it would wait and then replace the first.
 *
 * @throws fund-month-archived, upload-running, upload-empty; upload-rejected with the faults, by place
 */
export async function takeFile(
  work: Work,
  id: string,
  kind: UploadKind,
  file: File,
  { hashed, kept }: Intake
): Promise<Taken & { version: number }> {
  const same = await standingAlready(work, id, kind, file)
  if (same !== undefined) return same
  return land(work, id, await receive(work, id, kind, file, hashed), { file, kept })
}

/**
 * Adds single lines to the current payments, as a new version: for example returns of the bank that come
 * later. A line replaces the one with the same recipient, account and amount.
 *
 * @throws payments-missing, upload-empty, upload-running; upload-rejected with the faults, by place
 */
export async function correctPayments(
  work: Work,
  id: string,
  file: File,
  { hashed, kept }: Intake
): Promise<Taken & { version: number }> {
  const { tx, actor } = work
  const seen = await disbursements.seen(tx, actor, id)
  const present = seen && (await store.standing(tx, seen, 'payments'))
  if (seen !== undefined && present === undefined) throw refuse('payments-missing')
  if (seen !== undefined && present !== undefined && isSame(present, file, true)) {
    work.match(seen.version)
    return { ...(await store.taken(work, present.id)), unchanged: true, version: seen.version }
  }
  const incoming = await receive(work, id, 'payments', file, hashed)
  mustBeSound(incoming)
  if (incoming.lines === 0) throw refuse('upload-empty')
  const batch = await disbursements.lock(tx, actor, id)
  if (batch === undefined) throw refuse('disbursement-not-found')
  work.match(batch.version)
  const before = await store.standing(tx, batch, 'payments')
  if (before === undefined) throw refuse('payments-missing')
  const versions = { period: batch.period, beforeId: before.id, id: incoming.id }
  const missing = await returnsWithoutPayment(tx, versions, MOST_FAULTS)
  if (missing.length > 0) throw rejection(missing.map(noPayment), missing.length)
  const sums = await addStandingLines(tx, versions)
  return stand(work, batch, { ...incoming, ...sums, correctsId: before.id }, kept)
}

function noPayment(line: number) {
  return fault('payment-missing', { pointer: `line:${line}`, line, column: 'recipientNo' })
}

/**
 * Reads the lines of a file into the database, where they are kept next to the lines of the previous file.
 */
async function receive(
  work: Work,
  id: string,
  kind: UploadKind,
  file: File,
  hashed: Hasher
): Promise<Incoming> {
  const { tx, actor, today } = work
  const batch = await disbursements.seen(tx, actor, id)
  if (batch === undefined) throw refuse('disbursement-not-found')
  work.match(batch.version)
  await mustBeAtHand(tx, batch.period)
  if (!(await store.takeTurn(tx, id, kind))) throw refuse('upload-running')
  await sql`set local statement_timeout = 0`.execute(tx)
  await sql`savepoint before_lines`.execute(tx)
  const month = { from: batch.period, until: monthAfter(batch.period) }
  const places = kind === 'roster' ? await villagesIn(tx, batch.unitCode, month) : []
  const earliest = addMonths(batch.period, -PAID_AHEAD)
  return takeIn(tx, batch, kind, file, { ...byName(places), hashed, today, earliest })
}

/** A quarter may be paid in its first month. Earlier payments cannot be for this month. */
const PAID_AHEAD = 2

/** The codes of villages, and the code for each name; empty where several villages share the name. */
function byName(places: { code: string; name: string }[]) {
  const villageNames = new Map<string, string>()
  for (const { code, name } of places) {
    // Names are compared in the form in which cells are read.
    const key = halfWidth(name)
    villageNames.set(key, villageNames.has(key) ? '' : code)
  }
  return { villages: new Set(places.map(({ code }) => code)), villageNames }
}

/** Makes a file the current one in place of the one before, or refuses it. */
async function land(
  work: Work,
  id: string,
  incoming: Incoming,
  { file, kept }: { file: File; kept: Kept }
): Promise<Taken & { version: number }> {
  const { tx, actor } = work
  const { kind } = incoming
  mustBeSound(incoming)
  const batch = await disbursements.lock(tx, actor, id)
  if (batch === undefined) throw refuse('disbursement-not-found')
  work.match(batch.version)
  const before = await store.standing(tx, batch, kind)
  if (before !== undefined && isSame(before, file)) {
    await sql`rollback to savepoint before_lines`.execute(tx)
    return { ...(await store.taken(work, before.id)), unchanged: true, version: batch.version }
  }
  if (incoming.lines === 0 && before !== undefined && !file.allowEmpty) throw refuse('upload-empty')
  return stand(work, batch, incoming, kept)
}

/** Makes the file the current one. The batch is locked. */
async function stand(
  work: Work,
  batch: Standing,
  incoming: Incoming,
  kept: Kept
): Promise<Taken & { version: number }> {
  const { id } = batch
  const { kind, correctsId } = incoming
  await store.insert(work, batch, incoming)
  const version = await disbursements.point(work, id, kind, incoming.id)
  // The payments are spent from the allocation of the batch.
  if (kind === 'payments' && batch.allocationId !== null) await spendFrom(work, batch.allocationId)
  const result = { ...(await store.taken(work, incoming.id)), unchanged: false }
  const { id: uploadId, number, lines, amount, paidLines, paidAmount, fileHash } = result
  if (number > kept.versions)
    await removeOldLines(work, { disbursementId: id, kind, period: batch.period }, kept)
  const sums = { uploadId, number, lines, amount, paidLines, paidAmount, fileHash }
  const details = correctsId === null ? sums : { ...sums, correctsId }
  work.record(`disbursement.${kind}-uploaded`, batch, details)
  return { ...result, version }
}

/** @throws upload-rejected */
function mustBeSound({ faults, rejected, broken }: Incoming): void {
  // Faults before the break are not reported: how many of them were read is a matter of chance.
  if (broken.length > 0) throw rejection(broken, 1)
  if (rejected > 0) throw rejection(faults, rejected)
}

function rejection(faults: Incoming['faults'], rejected: number) {
  return refuse('upload-rejected', { faults: faults.slice(0, MOST_FAULTS), rejected, values: { rejected } })
}
