import { sql } from 'kysely'
import type { Tx } from '../platform/work/work.ts'
import type { TermKind } from './events.ts'
import type { NewTerm } from './rules.ts'
import './tables.ts'

/** The same term for many records of a kind, in one statement: a notice may go to a whole province. */
export async function insertForAll(
  tx: Tx,
  term: NewTerm,
  kind: TermKind,
  records: readonly { id: string; unitCode: string }[]
): Promise<void> {
  await sql`
    insert into term (id, subject_kind, subject_id, unit_code, rule, clause_id, days, day_unit, rolls_over,
      local_default, local_rule_id, started_on, base_due_on, extended_days, excluded, due_on, rolled_from,
      skipped, provisional, calendar_edition)
    select uuid_v7(), ${kind}, record.id, record.unit_code, ${term.rule}, ${term.clauseId}, ${term.days}::int,
      ${term.dayUnit}, ${term.rollsOver}::boolean, ${term.localDefault}::boolean, ${term.localRuleId}::uuid,
      ${term.startedOn}::date, ${term.baseDueOn}::date, ${term.extendedDays}::int,
      ${JSON.stringify(term.excluded)}::jsonb, ${term.dueOn}::date, ${term.rolledFrom}::date,
      ${JSON.stringify(term.skipped)}::jsonb, ${term.provisional}::boolean, ${term.calendarEdition}::int
    from unnest(${records.map(({ id }) => id)}::uuid[], ${records.map(({ unitCode }) => unitCode)}::text[])
      as record (id, unit_code)`.execute(tx)
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
