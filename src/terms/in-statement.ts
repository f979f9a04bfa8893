import type { Insertable } from 'kysely'
import type { Db, Tables } from '../platform/database/connect.ts'
import { keysOf } from '../platform/values/keys.ts'
import type { NewTerm } from './rules.ts'
import { type Subject, type TermRow, termRows } from './store.ts'
import './tables.ts'

/** Every column that a new term fills; one that is missing here does not compile. */
const columns: Record<keyof TermRow, true> = {
  id: true,
  subject_kind: true,
  subject_id: true,
  unit_code: true,
  rule: true,
  clause_id: true,
  days: true,
  day_unit: true,
  rolls_over: true,
  local_default: true,
  local_rule_id: true,
  started_on: true,
  base_due_on: true,
  extended_days: true,
  excluded: true,
  due_on: true,
  rolled_from: true,
  skipped: true,
  provisional: true,
  calendar_edition: true
}
const all = keysOf(columns)

export type TermName = `term_${keyof TermRow}`
export const termNames = all.map((column): TermName => `term_${column}`)

/** One new term as values for `termInStatement`. */
export function termValues(term: NewTerm, subject: Subject): Record<TermName, unknown> {
  const [row] = termRows([term], subject)
  return Object.fromEntries(all.map((name) => [`term_${name}`, row?.[name]])) as Record<TermName, unknown>
}

/** The part of a statement, built once, that inserts one term; `placeholders` stand for its values. */
export function termInStatement(db: Db, placeholders: Record<TermName, string>) {
  const row = Object.fromEntries(all.map((name) => [name, placeholders[`term_${name}`]]))
  return db.insertInto('term').values(row as unknown as Insertable<Tables['term']>)
}
