import { sql } from 'kysely'
import { present } from '../platform/database/present.ts'
import type { Tx } from '../platform/work/work.ts'
import type { TermKind } from './events.ts'
import type { NewTerm } from './rules.ts'
import { termRows } from './store.ts'
import './tables.ts'

/** The same term for many records of a kind, in one statement: a notice may go to a whole province. */
export async function insertForAll(
  tx: Tx,
  term: NewTerm,
  kind: TermKind,
  records: readonly { id: string; unitCode: string }[]
): Promise<void> {
  const [row] = termRows([term], { kind, id: '', unitCode: '' })
  // What differs from record to record is left out, and comes from the record.
  const { id: _, subject_id: __, unit_code: ___, ...shared } = present(row)
  const columns = sql.join(Object.keys(shared).map((name) => sql.ref(name)))
  const values = sql.join(Object.keys(shared).map((name) => sql.ref(`shared.${name}`)))
  const unnested = { excluded: term.excluded, skipped: term.skipped }
  await sql`
    insert into term (id, subject_id, unit_code, ${columns})
    select uuid_v7(), record.id, record.unit_code, ${values}
    from unnest(${records.map(({ id }) => id)}::uuid[], ${records.map(({ unitCode }) => unitCode)}::text[])
      as record (id, unit_code),
      jsonb_populate_record(null::term, ${JSON.stringify({ ...shared, ...unnested })}::jsonb) as shared
  `.execute(tx)
}

/** Ends the running terms of many records of a kind. */
export async function meetForAll(tx: Tx, kind: TermKind, ids: readonly string[], on: string): Promise<void> {
  await tx
    .updateTable('term')
    .set({ met_on: on })
    .where('subject_kind', '=', kind)
    .where('subject_id', '=', sql<string>`any(${ids}::uuid[])`)
    .where('met_on', 'is', null)
    .execute()
}

/** Takes back running terms of many records of a kind: what began them is no longer so. */
export async function withdrawForAll(
  tx: Tx,
  kind: TermKind,
  ids: readonly string[],
  rules: readonly string[]
): Promise<void> {
  await tx
    .deleteFrom('term')
    .where('subject_kind', '=', kind)
    .where('subject_id', '=', sql<string>`any(${ids}::uuid[])`)
    .where('rule', 'in', rules)
    .where('met_on', 'is', null)
    .execute()
}
