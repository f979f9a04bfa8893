import { expressionBuilder, sql } from 'kysely'
import { disclosed, inSubtree, type Subtree } from '../../platform/access/scope.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import { type Db, PLANNED_AGAIN, type Tables } from '../../platform/database/connect.ts'
import { beyond, lastOf, type Order } from '../../platform/http/lists/paging.ts'
import { addDays, midnight } from '../../platform/values/days.ts'
import type { CaseItem } from '../schema.ts'
import { shown } from '../store.ts'
import type { CaseQuery } from './schema.ts'

/** The work queue: what is due first comes first; or what came in last. */
const orders = {
  dueOn: [
    ['petition_case.next_due_on', 'day'],
    ['petition_case.id', 'uuid']
  ],
  '-receivedAt': [
    ['petition_case.received_at', 'instant'],
    ['petition_case.id', 'uuid']
  ]
} as const satisfies Record<string, Order>

/** Columns of the download; 1: people's own words, which need a guard against formulas. */
export const columns = Object.entries({
  id: 0,
  number: 0,
  kind: 0,
  channel: 0,
  receivedAt: 0,
  unitCode: 0,
  unitName: 1,
  actingUnitCode: 0,
  actingUnitName: 1,
  decidingUnitCode: 0,
  accusedUnitCode: 0,
  accusedUnitCodes: 0,
  category: 0,
  cause: 0,
  summary: 1,
  anonymous: 0,
  representatives: 0,
  state: 0,
  nextDueOn: 0,
  overdue: 0,
  handlerName: 1,
  sameFactsAs: 0,
  acceptedOn: 0,
  concludedOn: 0,
  closedOn: 0
} satisfies Record<keyof CaseItem, 0 | 1>).map(([name, isText]) => ({ name, isPlain: isText === 0 }))

/** What a list is asked for, in the words of the table. */
export interface Wanted {
  actor: Pick<Actor, 'unitCode' | 'sub'>
  trees: readonly Subtree[]
  today: string
  sort: keyof typeof orders
  /** Where the page before ended. */
  last: readonly unknown[] | undefined
  overdue: boolean | undefined
  /** Conditions that compare with a value. */
  given: Partial<Record<keyof typeof conditions, string>>
}

export function wantedOf(actor: Actor, trees: readonly Subtree[], query: CaseQuery, today: string): Wanted {
  const { sort = 'dueOn', cursor, overdue, kind, state, category, cause, dueBefore, q } = query
  const { receivedFrom, receivedTo, receipt } = query
  const handler = query.handler && actor.sub
  const since = receivedFrom && midnight(receivedFrom)
  const before = receivedTo && midnight(addDays(receivedTo, 1))
  const given = { kind, state, category, cause, dueBefore, since, before, receipt, handler, q }
  return { actor, trees, today, sort, last: lastOf(cursor, orders[sort]), overdue, given }
}

const conditions = {
  kind: (value: string) => sql<boolean>`petition_case.kind = ${value}`,
  state: (value: string) => sql<boolean>`petition_case.state = ${value}`,
  category: (value: string) => sql<boolean>`category = ${value}`,
  cause: (value: string) => sql<boolean>`cause = ${value}`,
  dueBefore: (value: string) => sql<boolean>`next_due_on < ${value}::date`,
  since: (value: string) => sql<boolean>`received_at >= ${value}::timestamptz`,
  before: (value: string) => sql<boolean>`received_at < ${value}::timestamptz`,
  receipt: (value: string) => sql<boolean>`receipt = ${value}`,
  handler: (value: string) => sql<boolean>`person_key(handler_sub) = person_key(${value})`,
  q: (value: string) =>
    sql<boolean>`${sql.raw(PLANNED_AGAIN)} bigrams(summary) @> (${pairsOf(value)})
      and strpos(lower(summary), lower(${value})) > 0`
}

/** Of a long text a few characters find what may have all of it, at the cost of a short text. */
const PIECE = 4

function pairsOf(value: string) {
  const letters = [...value]
  const middle = Math.floor((letters.length - PIECE) / 2)
  const places = letters.length <= 3 * PIECE ? [] : [0, middle, letters.length - PIECE]
  const pieces = places.map((at) => letters.slice(at, at + PIECE).join(''))
  const all = (pieces.length > 0 ? pieces : [value]).map((piece) => sql`bigrams(${piece})`)
  return sql.join(all, sql` || `)
}

export function list(db: Db, wanted: Wanted) {
  const { actor, sort, last, today } = wanted
  const isDescending = sort === '-receivedAt'
  const way = isDescending ? 'desc' : 'asc'
  const [[first], [second]] = orders[sort]
  return db
    .selectFrom('petition_case')
    .innerJoin('unit', 'unit.code', 'petition_case.unit_code')
    .select(shown(actor, today))
    .where(chosen(wanted))
    .where(beyond(last, orders[sort], isDescending))
    .orderBy(first, way)
    .orderBy(second, way)
}

/** The values of a row by which the list goes on. */
export function keyOf({ sort = 'dueOn' }: CaseQuery) {
  return (row: Pick<CaseItem, 'id' | 'kind' | 'nextDueOn' | 'receivedAt'>) =>
    sort === 'dueOn' ? [row.nextDueOn ?? 'infinity', row.id] : [row.receivedAt, row.id]
}

/** The reports of the list, by their ids. */
export function reports(db: Db, wanted: Wanted) {
  return sql`${db
    .selectFrom('petition_case')
    .select('petition_case.id')
    .where(chosen(wanted))
    .where('kind', '=', 'report')}`
}

export function count(db: Db, wanted: Wanted) {
  return db
    .selectFrom('petition_case')
    .select(sql<number>`count(*)::int`.as('total'))
    .where(chosen(wanted))
    .executeTakeFirstOrThrow()
}

function chosen({ actor, trees, today, overdue, given }: Wanted) {
  const one = expressionBuilder<Pick<Tables, 'petition_case'>, 'petition_case'>()
  const names = Object.keys(conditions) as (keyof typeof conditions)[]
  return one.and([
    ...trees.map((tree) => inSubtree(tree, { table: 'petition_case', unit: 'unit_code' })),
    disclosed(actor, 'petition_case'),
    ...(overdue === true ? [sql<boolean>`next_due_on < ${today}::date`] : []),
    ...(overdue === false ? [sql<boolean>`next_due_on >= ${today}::date`] : []),
    ...names
      .filter((name) => given[name] !== undefined)
      .map((name) => conditions[name](given[name] as string))
  ])
}
