import type { Insertable } from 'kysely'
import type { Db, Tables } from '../platform/database/connect.ts'
import type { NewTerm } from './rules.ts'
import { type Subject, termRows } from './store.ts'
import './tables.ts'

const columns = ['id', 'subject_kind', 'subject_id', 'unit_code', 'rule', 'clause_id', 'days'] as const
const counted = ['day_unit', 'rolls_over', 'started_on', 'base_due_on', 'extended_days', 'excluded'] as const
const ended = ['due_on', 'rolled_from', 'skipped', 'provisional', 'calendar_edition'] as const
const all = [...columns, 'local_default', 'local_rule_id', ...counted, ...ended] as const

export type TermName = `term_${(typeof all)[number]}`
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
