import { sql } from 'kysely'
import { visible } from '../../platform/access/scope.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import type { Db } from '../../platform/database/connect.ts'
import { columnsOf } from '../../platform/database/records.ts'
import type { Tx, Work } from '../../platform/work/work.ts'
import type { Standing } from '../disbursements/rules.ts'
import type { UploadFormat, UploadKind } from '../labels.ts'
import { item } from './fields.ts'
import type { Incoming } from './intake.ts'
import type { Taken } from './schema.ts'
import '../tables.ts'

/**
 * Whether this is the only upload of the kind for the batch; if so, it stays that until the transaction ends.
 */
export async function takeTurn(tx: Tx, disbursementId: string, kind: UploadKind): Promise<boolean> {
  const name = `${kind} of disbursement ${disbursementId}`
  const { rows } = await sql<{ free: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended(${name}, 0)) as free`.execute(tx)
  return rows[0]?.free === true
}

/** The current file, before another one replaces it. */
export interface Before {
  id: string
  fileHash: string
  format: UploadFormat
  sheet: string | null
  /** Whether the file holds single lines that were added to another version. */
  isCorrection: boolean
}

export function standing(tx: Tx, batch: Standing, kind: UploadKind): Promise<Before | undefined> {
  return tx
    .selectFrom('fund_upload')
    .select(columnsOf('fund_upload', ['id', 'fileHash', 'format', 'sheet']))
    .select(sql<boolean>`corrects_id is not null`.as('isCorrection'))
    .where('id', '=', kind === 'roster' ? batch.rosterUploadId : batch.paymentsUploadId)
    .executeTakeFirst()
}

/** Records a file under the next number of its batch and kind. The batch is locked. */
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

/** One file, with the notes on how it was understood; for the answer to an upload. */
export function taken({ tx, actor, today }: Work, id: string): Promise<Omit<Taken, 'unchanged'>> {
  return tx
    .selectFrom('fund_upload')
    .select(item.select({ ...actor, today }))
    .select(['normalised', 'ignored'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
}

/** The file whose lines the actor may read. */
export function seen(db: Db, actor: Actor, id: string) {
  return db
    .selectFrom('fund_upload')
    .innerJoin('disbursement', 'disbursement.id', 'fund_upload.disbursement_id')
    .select(columnsOf('fund_upload', ['id', 'kind', 'period', 'linesRemovedAt']))
    .where('fund_upload.id', '=', id)
    .where(visible(actor, 'fund', 'disbursement'))
    .executeTakeFirst()
}
