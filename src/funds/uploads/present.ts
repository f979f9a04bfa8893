import { formatOf } from '../../platform/table/read.ts'
import type { Work } from '../../platform/work/work.ts'
import * as disbursements from '../disbursements/store.ts'
import type { UploadKind } from '../labels.ts'
import { mustBeAtHand } from '../months.ts'
import { refuse } from '../vocabulary.ts'
import type { File } from './file.ts'
import type { Taken } from './schema.ts'
import * as store from './store.ts'

/** @throws disbursement-not-found; 412 if the caller has read another version */
export async function mustSee(work: Work, id: string): Promise<void> {
  const batch = await disbursements.seen(work.tx, work.actor, id)
  if (batch === undefined) throw refuse('disbursement-not-found')
  work.match(batch.version)
}

/**
 * The answer if the same file is current already: its digest shows this before a line is read. A workbook is
 * the same only if the same sheet was named.
 */
export async function standingAlready(
  work: Work,
  id: string,
  kind: UploadKind,
  file: File
): Promise<(Taken & { version: number }) | undefined> {
  const { tx, actor } = work
  const batch = await disbursements.seen(tx, actor, id)
  const before = batch && (await store.standing(tx, batch, kind))
  if (batch === undefined || before === undefined || !isSame(before, file)) return undefined
  work.match(batch.version)
  await mustBeAtHand(tx, batch.period)
  return { ...(await store.taken(work, before.id)), unchanged: true, version: batch.version }
}

export function isSame(
  { fileHash, format, sheet, isCorrection }: store.Before,
  file: File,
  isCorrecting = false
): boolean {
  if (fileHash !== file.body.digest || isCorrection !== isCorrecting) return false
  return format === formatOf(file.body, file.contentType) && sheet === (file.sheet ?? null)
}
