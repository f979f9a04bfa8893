import { type RawBuilder, sql } from 'kysely'
import type { DueRecord } from '../platform/work/retained.ts'
import type { Tx, Work } from '../platform/work/work.ts'
import type { RetentionRule } from '../policy/index.ts'
import './tables.ts'

/** Lists the records of a kind whose period is over. Returns how many were not listed before. */
export async function listDue(
  { tx, today }: Work,
  rule: RetentionRule,
  ended: RawBuilder<unknown>
): Promise<number> {
  const { kind, years, clauseId, localDefault } = rule
  const { numAffectedRows = 0n } = await sql`
    insert into retention_item
      (kind, subject_id, unit_code, path, due_on, years, clause_id, local_default, listed_on)
    select ${kind}, id, unit_code, path, ${dueOn(years)}, ${years}::integer, ${clauseId},
      ${localDefault}::boolean, ${today}::date
    from (${ended}) as record where ${dueOn(years)} < ${today}::date
    on conflict do nothing`.execute(tx)
  return Number(numAffectedRows)
}

/** Removes from the list what is no longer due: erased by people, opened again, or kept longer. */
export async function dropOthers(
  { tx, today }: Work,
  { kind, years }: RetentionRule,
  ended: RawBuilder<unknown>
): Promise<void> {
  await sql`
    delete from retention_item as item where item.kind = ${kind} and item.erased_on is null and not exists (
      select from (${ended}) as record
      where record.id = item.subject_id and ${dueOn(years)} < ${today}::date)`.execute(tx)
}

/** Locks records of a kind that are to be erased and that no other instance is erasing. */
export async function lockDue(tx: Tx, kind: string, most: number): Promise<DueRecord[]> {
  const { rows } = await sql<DueRecord>`
    select subject_id as id, due_on as "dueOn" from retention_item
    where kind = ${kind} and erased_on is null
    order by due_on, subject_id limit ${most} for update skip locked`.execute(tx)
  return rows
}

export async function markErased({ tx, today }: Work, kind: string, ids: readonly string[]): Promise<void> {
  await sql`
    update retention_item set erased_on = ${today}::date
    where kind = ${kind} and subject_id = any(${ids}::uuid[])`.execute(tx)
}

/** How many are listed and not erased, by kind: for the log. */
export async function countDue(tx: Tx): Promise<Record<string, number>> {
  const { rows } = await sql<{ kind: string; total: number }>`
    select kind, count(*)::int as total from retention_item where erased_on is null
    group by kind order by kind`.execute(tx)
  return Object.fromEntries(rows.map(({ kind, total }) => [kind, total]))
}

/** The last day of the period. */
function dueOn(years: number): RawBuilder<string> {
  return sql`(record.ended_on + make_interval(years => ${sql.lit(years)}))::date`
}
