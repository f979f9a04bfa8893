import { type RawBuilder, sql } from 'kysely'
import { about, type Listed } from '../platform/access/handed-over.ts'
import type { Actor } from '../platform/auth/actor.ts'
import type { Db } from '../platform/database/connect.ts'
import { beyond, lastOf, type Order } from '../platform/http/lists/paging.ts'
import type { FindingQuery } from './query-schema.ts'
import type { FindingItem } from './schema.ts'
import { named, shown } from './store.ts'

/** The earliest last day first; findings without a running term come last. */
const order = [
  ['finding.due_on', 'day'],
  ['finding.id', 'uuid']
] as const satisfies Order

/** Columns of the download; 1: free text, which needs a guard against spreadsheet formulas. */
export const columns = Object.entries({
  id: 0,
  unitCode: 0,
  unitName: 1,
  targetCode: 0,
  targetName: 1,
  area: 0,
  itemId: 0,
  severity: 0,
  text: 1,
  state: 0,
  dueOn: 0,
  overdue: 0,
  repeats: 0,
  createdAt: 0,
  handedOver: 0,
  actingUnitCode: 0,
  actingUnitName: 1
} satisfies Record<keyof FindingItem, 0 | 1>).map(([name, isText]) => ({ name, isPlain: isText === 0 }))

const conditions = {
  unitCode: (value: string) => sql<boolean>`finding.unit_code = ${value}`,
  targetCode: (value: string) => sql<boolean>`finding.target_code = ${value}`,
  area: (value: string) => sql<boolean>`finding.area = ${value}`,
  severity: (value: string) => sql<boolean>`finding.severity = ${value}`,
  state: (value: string) => sql<boolean>`finding.state = ${value}`
}

/** The filters of a list, in terms of the table. */
export interface Wanted {
  actor: Pick<Actor, 'unitCode'>
  tree: Listed
  today: string
  /** The order key of the last row of the previous page. */
  last: readonly unknown[] | undefined
  overdue: boolean | undefined
  /** Filters that compare a column with a value. */
  given: Partial<Record<keyof typeof conditions, string>>
  /** Restricts the list to findings with a visible cause of a kind. */
  resting?: RawBuilder<boolean>
}

export function wantedOf(
  actor: Actor,
  tree: Listed,
  query: FindingQuery,
  today: string,
  resting: RawBuilder<boolean> | undefined
): Wanted {
  const { cursor, overdue, unitCode, targetCode, area, severity, state } = query
  const given = { unitCode, targetCode, area, severity, state }
  return { actor, tree, today, last: lastOf(cursor, order), overdue, given, resting }
}

export function list(db: Db, wanted: Wanted) {
  return named(db)
    .select(shown(wanted.actor, wanted.today))
    .where(chosen(wanted))
    .where(beyond(wanted.last, order))
    .orderBy('finding.due_on')
    .orderBy('finding.id')
}

/** The order key of a row, from which the next page continues. */
export function keyOf({ dueOn, id }: { dueOn: string | null; id: string }): unknown[] {
  return [dueOn ?? 'infinity', id]
}

export function count(db: Db, wanted: Wanted): Promise<{ total: number }> {
  return db
    .selectFrom('finding')
    .select(sql<number>`count(*)::int`.as('total'))
    .where(chosen(wanted))
    .executeTakeFirstOrThrow()
}

/**
 * Findings on targets of a subtree within the actor's own unit. A unit above a target sees its findings from
 * the start (`seenBy`), so the condition on the place is enough. Findings that units of the subtree made at
 * targets that have since moved away are listed as well.
 */
function chosen({ tree, today, overdue, given, resting }: Wanted): RawBuilder<boolean> {
  const names = Object.keys(conditions) as (keyof typeof conditions)[]
  const parts = [
    about(tree, 'finding'),
    ...names.flatMap((name) => (given[name] === undefined ? [] : [conditions[name](given[name])])),
    ...(overdue === true ? [sql`finding.due_on < ${today}::date`] : []),
    ...(overdue === false ? [sql`finding.due_on >= ${today}::date`] : []),
    ...(resting === undefined ? [] : [resting])
  ]
  return sql<boolean>`(${sql.join(parts, sql` and `)})`
}
