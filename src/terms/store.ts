import { type Insertable, sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import type { Db, Tables } from '../platform/database/connect.ts'
import { columnsOf } from '../platform/database/records.ts'
import type { Tx } from '../platform/work/work.ts'
import type { TermKind } from './events.ts'
import type { Change, NewTerm, StoredTerm } from './rules.ts'
import './tables.ts'

/** The record that a term belongs to, and the unit that must keep it. */
export interface Subject {
  kind: TermKind
  id: string
  unitCode: string
}

/** The select list of a term on record. */
export const columns = columnsOf('term', [
  'id',
  'subjectKind',
  'subjectId',
  'unitCode',
  'rule',
  'clauseId',
  'days',
  'dayUnit',
  'rollsOver',
  'localDefault',
  'localRuleId',
  'startedOn',
  'baseDueOn',
  'extendedDays',
  'excluded',
  'dueOn',
  'rolledFrom',
  'skipped',
  'provisional',
  'calendarEdition',
  'metOn'
])

export type TermRow = Omit<Insertable<Tables['term']>, 'met_on' | 'missed_at' | 'reminded_at'>

/** Rows for `insert into term`. Their ids go up in the order of the terms. */
export function termRows(terms: readonly NewTerm[], subject: Subject): TermRow[] {
  return terms.map((term) => ({
    id: uuid(),
    subject_kind: subject.kind,
    subject_id: subject.id,
    unit_code: subject.unitCode,
    rule: term.rule,
    clause_id: term.clauseId,
    days: term.days,
    day_unit: term.dayUnit,
    rolls_over: term.rollsOver,
    local_default: term.localDefault,
    local_rule_id: term.localRuleId,
    started_on: term.startedOn,
    base_due_on: term.baseDueOn,
    extended_days: term.extendedDays,
    excluded: JSON.stringify(term.excluded),
    due_on: term.dueOn,
    rolled_from: term.rolledFrom,
    skipped: JSON.stringify(term.skipped),
    provisional: term.provisional,
    calendar_edition: term.calendarEdition
  }))
}

/**
 * The statement that puts terms on record; at least one. A step of a bigger statement:
 * `tx.with('begun', () => insertion(tx, terms, subject))`.
 */
export function insertion(db: Db | Tx, terms: readonly NewTerm[], subject: Subject) {
  return db.insertInto('term').values(termRows(terms, subject)).returning(columns)
}

/** Terms of many records, one each. */
export async function insertEach(
  tx: Tx,
  begun: readonly { term: NewTerm; subject: Subject }[]
): Promise<StoredTerm[]> {
  const rows = begun.flatMap(({ term, subject }) => termRows([term], subject))
  if (rows.length === 0) return []
  return tx.insertInto('term').values(rows).returning(columns).execute()
}

export async function insert(tx: Tx, terms: readonly NewTerm[], subject: Subject): Promise<StoredTerm[]> {
  return terms.length === 0 ? [] : insertion(tx, terms, subject).execute()
}

/** The terms of records of a kind, in the order in which they began. */
export async function of(db: Db | Tx, kind: TermKind, ids: readonly string[]): Promise<StoredTerm[]> {
  if (ids.length === 0) return []
  return db
    .selectFrom('term')
    .select(columns)
    .where('subject_kind', '=', kind)
    .where('subject_id', '=', sql<string>`any(${ids}::uuid[])`)
    .orderBy('started_on')
    .orderBy('id')
    .execute()
}

export async function lock(tx: Tx, id: string): Promise<StoredTerm> {
  return tx.selectFrom('term').select(columns).where('id', '=', id).forUpdate().executeTakeFirstOrThrow()
}

/** Marks terms of a record as met, those that were not met before. */
export async function meet(
  tx: Tx,
  kind: TermKind,
  id: string,
  rules: readonly string[],
  on: string
): Promise<StoredTerm[]> {
  return tx
    .updateTable('term')
    .set({ met_on: on })
    .where('subject_kind', '=', kind)
    .where('subject_id', '=', id)
    .where('rule', 'in', rules)
    .where('met_on', 'is', null)
    .returning(columns)
    .execute()
}

/** Marks met terms as not met: what met them was taken back. */
export async function reopen(tx: Tx, kind: TermKind, id: string, rules: readonly string[]): Promise<void> {
  await tx
    .updateTable('term')
    .set({ met_on: null })
    .where('subject_kind', '=', kind)
    .where('subject_id', '=', id)
    .where('rule', 'in', rules)
    .where('met_on', 'is not', null)
    .execute()
}

/** The same for one term. */
export async function resume(tx: Tx, { id }: Pick<StoredTerm, 'id'>): Promise<void> {
  await tx.updateTable('term').set({ met_on: null }).where('id', '=', id).execute()
}

export async function change(tx: Tx, id: string, changed: Change): Promise<StoredTerm> {
  return tx
    .updateTable('term')
    .set({
      base_due_on: changed.baseDueOn,
      due_on: changed.dueOn,
      rolled_from: changed.rolledFrom,
      skipped: JSON.stringify(changed.skipped),
      provisional: changed.provisional,
      calendar_edition: changed.calendarEdition,
      extended_days: changed.extendedDays,
      excluded: JSON.stringify(changed.excluded),
      missed_at: unlessLater('missed_at', changed.dueOn),
      reminded_at: unlessLater('reminded_at', changed.dueOn)
    })
    .where('id', '=', id)
    .returning(columns)
    .executeTakeFirstOrThrow()
}

/** A later due date clears the mark that the term was missed. */
export function unlessLater(column: 'missed_at' | 'reminded_at', dueOn: string) {
  return sql<string | null>`case when due_on < ${dueOn}::date then null else ${sql.ref(column)} end`
}

/** Passes running terms to the unit that has to act now: those by `rules`, or all. */
export async function pass(
  tx: Tx,
  kind: TermKind,
  passed: readonly Pick<Subject, 'id' | 'unitCode'>[],
  rules?: readonly string[]
): Promise<void> {
  if (passed.length === 0) return
  await sql`
    update term set unit_code = passed.code
    from unnest(${passed.map(({ id }) => id)}::uuid[], ${passed.map(({ unitCode }) => unitCode)}::text[])
      as passed (id, code)
    where subject_kind = ${kind} and subject_id = passed.id and met_on is null and unit_code <> passed.code
      ${rules === undefined ? sql`` : sql`and rule = any(${[...rules]}::text[])`}`.execute(tx)
}
