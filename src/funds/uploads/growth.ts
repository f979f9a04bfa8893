import { type RawBuilder, sql } from 'kysely'
import { Gauge, type Registry } from 'prom-client'
import type { Db } from '../../platform/database/connect.ts'
import type { Work } from '../../platform/work/work.ts'
import type { UploadKind } from '../labels.ts'
import { refuse } from '../vocabulary.ts'

/** One upload removes the lines of at most so many versions, because it waits for the removal. */
const MOST_AT_ONCE = 2

interface Versions {
  disbursementId: string
  kind: UploadKind
  period: string
}

/** Which versions of a file keep their lines. */
export interface Kept {
  /** Number of the newest versions. */
  versions: number
  isUsed: UsesUpload
}

/** Whether a higher room needs the lines of an upload; `upload` is the name of its table in the statement. */
export type UsesUpload = (upload: string) => RawBuilder<boolean>

/** Whether any of several rooms needs the lines of an upload. */
export function usedByAny(...rooms: readonly UsesUpload[]): UsesUpload {
  return (upload) =>
    sql<boolean>`(${sql.join(
      rooms.map((uses) => uses(upload)),
      sql` or `
    )})`
}

/**
 * Takes the lines of old versions of a file out of the database. The current version keeps its lines, and so
 * does a version that is used (a check has compared it, or is about to). The batch is locked.
 */
export async function removeOldLines(
  { tx, now }: Work,
  { disbursementId, kind, period }: Versions,
  { versions, isUsed }: Kept
): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    update fund_upload set lines_removed_at = ${now.toISOString()}
    where id in (
      select old.id from fund_upload as old
      where disbursement_id = ${disbursementId}::uuid and kind = ${kind} and lines_removed_at is null
        and number <= (select max(number) from fund_upload
          where disbursement_id = ${disbursementId}::uuid and kind = ${kind}) - ${versions}::integer
        and not ${isUsed('old')}
      order by number limit ${MOST_AT_ONCE}
      for update skip locked)
    returning id`.execute(tx)
  const lines = sql.table(kind === 'roster' ? 'roster_line' : 'payment_line')
  for (const { id } of rows) {
    await sql`delete from ${lines} where period = ${period}::date and upload_id = ${id}::uuid`.execute(tx)
  }
}

/** @throws upload-lines-removed */
export function mustHaveLines({ linesRemovedAt }: { linesRemovedAt: string | null }): void {
  if (linesRemovedAt !== null) throw refuse('upload-lines-removed')
}

const FRESH_MS = 60_000

/** A metric: bytes of the files of each unit. It queries the database once a minute at most. */
export function measureUploads(registry: Registry, db: Db): void {
  let askedAt = Number.NEGATIVE_INFINITY
  new Gauge({
    name: 'fund_upload_bytes',
    help: 'Bytes of rosters and payments whose lines are kept, by the unit that keeps the batch',
    labelNames: ['unit'],
    registers: [registry],
    async collect() {
      if (performance.now() - askedAt < FRESH_MS) return
      askedAt = performance.now()
      // The other metrics do not depend on the database. Without the database, these values stay as they
      // were.
      const { rows } = await bytesOfUnits(db).catch(() => ({ rows: [] }))
      if (rows.length > 0) this.reset()
      for (const { unit, bytes } of rows) this.set({ unit }, Number(bytes))
    }
  })
}

function bytesOfUnits(db: Db) {
  return sql<{ unit: string; bytes: string }>`
    select unit_code as unit, sum(bytes)::text as bytes
    from fund_upload join disbursement on disbursement.id = disbursement_id
    where lines_removed_at is null and bytes is not null
    group by unit_code`.execute(db)
}
