import { sql } from 'kysely'
import type { Db } from '../../platform/database/connect.ts'
import type { Tx, Work } from '../../platform/work/work.ts'
import type { LineFault } from '../uploads/line.ts'
import type { TieSource } from '../vocabulary.ts'
import type { RelativeTies } from './schema.ts'
import '../tables.ts'

/** What a unit knows of family ties, in numbers. */
export async function countsOf(db: Db | Tx, unitCode: string): Promise<RelativeTies> {
  const { rows } = await sql<Omit<RelativeTies, 'bySource'> & Record<TieSource, number>>`
    select ${unitCode}::text as "unitCode", coalesce(max(file.number), 0)::int as number,
      count(tie.relation)::int as ties, count(distinct tie.filer_hash)::int as filers,
      count(*) filter (where source = 'registry')::int as registry,
      count(*) filter (where source = 'declaration')::int as declaration,
      count(*) filter (where source = 'inspection')::int as inspection,
      count(*) filter (where source = 'other')::int as other,
      max(file.file_hash) as "fileHash", max(file.uploaded_at) as "uploadedAt",
      max(file.uploaded_by) as "uploadedBy"
    from relative_tie_file as file
    left join relative_tie as tie on tie.unit_code = file.unit_code and tie.gone_on = 'infinity'
    where file.unit_code = ${unitCode}`.execute(db)
  const [{ registry, declaration, inspection, other, ...row }] = rows as [(typeof rows)[0]]
  return { ...row, bySource: { registry, declaration, inspection, other } }
}

interface Found extends LineFault {
  /** Number of lines with a fault. */
  lines: number
}

/** Lines that name somebody who is no filer within the unit, or a tie that an earlier line has. */
export async function faultsIn(tx: Tx, unitCode: string): Promise<Found[]> {
  const { rows } = await sql<Found>`
    with fault (line, "column", why) as (
      select line, 'filerIdNumber', 'tie-filer-unknown' from tie_upload
      where not exists (
        select from filer where filer.identity_hash = tie_upload.filer_hash
          and ${unitCode} = any(string_to_array(filer.path, '.')))
      union all
      select line, 'relativeIdNumber', 'tie-twice' from (
        select line, row_number() over (
          partition by filer_hash, relative_hash, relation order by line) as turn
        from tie_upload) as ranked
      where turn > 1
    )
    select line, "column", why, (select count(distinct line)::int from fault) as lines
    from fault order by line, "column" limit 100`.execute(tx)
  return rows
}

/** Puts the ties of the file in place of those before: what it no longer names counts until today. */
export async function merge({ tx, today }: Work, unitCode: string): Promise<{ added: number; gone: number }> {
  const gone = await sql`
    update relative_tie as tie set gone_on = ${today}::date
    where tie.unit_code = ${unitCode} and tie.gone_on = 'infinity'
      and not exists (
        select from tie_upload as new where (new.filer_hash, new.relative_hash, new.relation)
          = (tie.filer_hash, tie.relative_hash, tie.relation))`.execute(tx)
  const added = await sql`
    insert into relative_tie as tie (unit_code, filer_hash, relative_hash, relation, source, known_on)
    select ${unitCode}, filer_hash, relative_hash, relation, source, ${today}::date from tie_upload
    on conflict (unit_code, filer_hash, relative_hash, relation) do update
      set source = excluded.source, known_on = excluded.known_on, gone_on = 'infinity'
      where tie.gone_on < 'infinity'`.execute(tx)
  await sql`
    update relative_tie as tie set source = new.source from tie_upload as new
    where tie.unit_code = ${unitCode} and tie.source <> new.source
      and (new.filer_hash, new.relative_hash, new.relation)
        = (tie.filer_hash, tie.relative_hash, tie.relation)`.execute(tx)
  return { added: Number(added.numAffectedRows ?? 0), gone: Number(gone.numAffectedRows ?? 0) }
}

/** Notes the file as the latest one of the unit. Its number goes up. */
export async function putFile(
  { tx, now, actor }: Work,
  { code, path }: { code: string; path: string },
  { lines, fileHash }: { lines: number; fileHash: string }
): Promise<void> {
  const content = { lines, file_hash: fileHash, uploaded_at: now.toISOString(), uploaded_by: actor.sub }
  await tx
    .insertInto('relative_tie_file')
    .values({ unit_code: code, path, number: 1, ...content })
    .onConflict((at) =>
      at.column('unit_code').doUpdateSet({ ...content, number: sql<number>`relative_tie_file.number + 1` })
    )
    .execute()
}
