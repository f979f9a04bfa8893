import { sql } from 'kysely'
import { visible } from '../../platform/access/scope.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import type { Db } from '../../platform/database/connect.ts'
import { yuan } from '../../platform/database/yuan.ts'
import { after } from '../../platform/http/lists/paging.ts'
import type { Tx, Work } from '../../platform/work/work.ts'
import type { Standing } from '../disbursements/rules.ts'
import type { UploadFormat, UploadKind } from '../labels.ts'
import type { Incoming } from './intake.ts'
import type { Taken, Upload, UploadQuery } from './schema.ts'
import '../tables.ts'

/** Whether nobody else is at work on a file of the kind for the batch; until the transaction ends. */
export async function takeTurn(tx: Tx, disbursementId: string, kind: UploadKind): Promise<boolean> {
  const name = `${kind} of disbursement ${disbursementId}`
  const { rows } = await sql<{ free: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended(${name}, 0)) as free`.execute(tx)
  return rows[0]?.free === true
}

/** The file that stands before another one takes its place. */
export interface Before {
  id: string
  fileHash: string
  format: UploadFormat
  sheet: string | null
  /** Its file holds single lines that were added to another version. */
  isCorrection: boolean
}

export function standing(tx: Tx, batch: Standing, kind: UploadKind): Promise<Before | undefined> {
  return tx
    .selectFrom('fund_upload')
    .select(['id', 'file_hash as fileHash', 'format', 'sheet'])
    .select(sql<boolean>`corrects_id is not null`.as('isCorrection'))
    .where('id', '=', kind === 'roster' ? batch.rosterUploadId : batch.paymentsUploadId)
    .executeTakeFirst()
}

/** Puts a file on record, under the next number of its batch and kind. The batch is locked. */
export async function insert({ tx, actor, now }: Work, batch: Standing, file: Incoming): Promise<void> {
  const isPayments = file.kind === 'payments'
  await tx
    .insertInto('fund_upload')
    .values({
      id: file.id,
      disbursement_id: batch.id,
      kind: file.kind,
      number: sql<number>`(select coalesce(max(number), 0) + 1 from fund_upload
        where disbursement_id = ${batch.id} and kind = ${file.kind})`,
      period: batch.period,
      lines: file.lines,
      amount: file.fen,
      paid_lines: isPayments ? file.paidLines : null,
      paid_amount: isPayments ? file.paidFen : null,
      file_hash: file.digest,
      format: file.format,
      sheet: file.sheet,
      normalised: JSON.stringify(file.normalised),
      ignored: JSON.stringify(file.ignored),
      corrects_id: file.correctsId,
      uploaded_at: now.toISOString(),
      uploaded_by: actor.sub,
      bytes: file.bytes
    })
    .execute()
}

/** Files as they stand on the wire. */
function uploads(db: Db | Tx) {
  return db
    .selectFrom('fund_upload as file')
    .select(['file.id', 'file.disbursement_id as disbursementId', 'file.kind', 'file.number', 'file.lines'])
    .select([yuan('file.amount').as('amount'), 'file.paid_lines as paidLines'])
    .select([yuan('file.paid_amount').$castTo<string | null>().as('paidAmount')])
    .select(['file.file_hash as fileHash', 'file.uploaded_at as uploadedAt'])
    .select(['file.uploaded_by as uploadedBy', 'file.lines_removed_at as linesRemovedAt'])
    .select('file.corrects_id as correctsId')
}

/** One file, with what was understood of it; for the answer to an upload. */
export function taken(tx: Tx, id: string): Promise<Omit<Taken, 'unchanged'>> {
  return uploads(tx)
    .select(['file.normalised', 'file.ignored'])
    .where('file.id', '=', id)
    .executeTakeFirstOrThrow()
}

/** The file whose lines the actor may read. */
export function seen(
  db: Db,
  actor: Actor,
  id: string
): Promise<{ id: string; kind: UploadKind; period: string; linesRemovedAt: string | null } | undefined> {
  return db
    .selectFrom('fund_upload as file')
    .innerJoin('disbursement', 'disbursement.id', 'file.disbursement_id')
    .select(['file.id', 'file.kind', 'file.period', 'file.lines_removed_at as linesRemovedAt'])
    .where('file.id', '=', id)
    .where(visible(actor, 'fund', 'disbursement'))
    .executeTakeFirst()
}

export const columns = [
  'id',
  'disbursementId',
  'kind',
  'number',
  'lines',
  'amount',
  'paidLines',
  'paidAmount'
]
  .concat('fileHash', 'uploadedAt', 'uploadedBy', 'linesRemovedAt', 'correctsId')
  .map((name) => ({ name }))

const order = [
  ['file.kind', 'text'],
  ['file.number', 'integer']
] as const

/** The files of a batch: payments first, then rosters; of each kind the first one first. */
export function list(db: Db, disbursementId: string, query: UploadQuery) {
  return uploads(db)
    .where('file.disbursement_id', '=', disbursementId)
    .$if(query.kind !== undefined, (files) => files.where('file.kind', '=', query.kind as UploadKind))
    .where(after(query.cursor, order))
    .orderBy('file.kind')
    .orderBy('file.number')
}

export function keyOf({ kind, number }: Upload): unknown[] {
  return [kind, number]
}

export function count(db: Db, disbursementId: string, { kind }: UploadQuery): Promise<{ total: number }> {
  return db
    .selectFrom('fund_upload')
    .select(sql<number>`count(*)::int`.as('total'))
    .where('disbursement_id', '=', disbursementId)
    .$if(kind !== undefined, (files) => files.where('kind', '=', kind as UploadKind))
    .executeTakeFirstOrThrow()
}
