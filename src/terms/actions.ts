import type { Calendar } from '../calendar/index.ts'
import type { Db } from '../platform/database/connect.ts'
import type { Tx } from '../platform/work/work.ts'
import { termRulesOf } from '../policy/index.ts'
import type { TermKind } from './events.ts'
import * as rules from './rules.ts'
import * as store from './store.ts'

/** The terms of records of a kind, by record, in the order in which they began. */
export async function termsOf(
  db: Db | Tx,
  kind: TermKind,
  ids: readonly string[]
): Promise<Map<string, rules.StoredTerm[]>> {
  const found = Map.groupBy(await store.of(db, kind, ids), ({ subjectId }) => subjectId)
  return new Map(ids.map((id) => [id, found.get(id) ?? []]))
}

/** Extends a term, once, by no more days than the law of the day on which it began allows. */
export async function extendTerm(
  tx: Tx,
  calendar: Calendar,
  { id }: Pick<rules.StoredTerm, 'id'>,
  days: number,
  pointer = '/days'
): Promise<rules.StoredTerm> {
  const term = await store.lock(tx, id)
  const { startedOn, unitCode } = term
  const { of } = await termRulesOf(tx, unitCode)
  const rule = of(term.rule, startedOn)
  const limit = rule.extension === null ? null : of(rule.extension, startedOn)
  return store.change(tx, id, rules.extend(calendar, term, days, rule, limit, pointer))
}

/** Leaves days out of a term, of a hearing for example. */
export async function excludeDays(
  tx: Tx,
  calendar: Calendar,
  { id }: Pick<rules.StoredTerm, 'id'>,
  days: rules.Excluded
): Promise<rules.StoredTerm> {
  const term = await store.lock(tx, id)
  const { from, to, reason } = days
  return store.change(tx, id, rules.exclude(calendar, term, { from, to, reason }))
}
