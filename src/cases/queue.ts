import { expressionBuilder, sql } from 'kysely'
import type { Actor } from '../platform/auth/actor.ts'
import type { Db, Tables } from '../platform/database/connect.ts'
import { addDays, midnight } from '../platform/days.ts'
import { after, type Order } from '../platform/paging.ts'
import { disclosed, inSubtree, type Subtree } from '../platform/scope.ts'
import type { CaseQuery } from './queue-schema.ts'
import type { CaseItem } from './schema.ts'
import { shown } from './store.ts'

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

export const columns = Object.keys({
  id: 0,
  number: 0,
  kind: 0,
  channel: 0,
  receivedAt: 0,
  unitCode: 0,
  unitName: 0,
  decidingUnitCode: 0,
  accusedUnitCode: 0,
  category: 0,
  cause: 0,
  summary: 0,
  anonymous: 0,
  representatives: 0,
  state: 0,
  nextDueOn: 0,
  overdue: 0,
  handlerName: 0,
  sameFactsAs: 0,
  acceptedOn: 0,
  concludedOn: 0,
  closedOn: 0
} satisfies Record<keyof CaseItem, 0>).map((name) => ({ name }))

export function list(db: Db, actor: Actor, trees: readonly Subtree[], query: CaseQuery, today: string) {
  const { sort = 'dueOn', cursor } = query
  const isDescending = sort === '-receivedAt'
  const way = isDescending ? 'desc' : 'asc'
  const [[first], [second]] = orders[sort]
  return db
    .selectFrom('petition_case')
    .innerJoin('unit', 'unit.code', 'petition_case.unit_code')
    .select(shown(today))
    .where(chosen(actor, trees, query, today))
    .where(after(cursor, orders[sort], isDescending))
    .orderBy(first, way)
    .orderBy(second, way)
}

/** The values of a row by which the list goes on. */
export function keyOf({ sort = 'dueOn' }: CaseQuery) {
  return (row: { nextDueOn: string | null; receivedAt: string; id: string }) =>
    sort === 'dueOn' ? [row.nextDueOn ?? 'infinity', row.id] : [row.receivedAt, row.id]
}

export function count(db: Db, actor: Actor, trees: readonly Subtree[], query: CaseQuery, today: string) {
  return db
    .selectFrom('petition_case')
    .select(sql<number>`count(*)::int`.as('total'))
    .where(chosen(actor, trees, query, today))
    .executeTakeFirstOrThrow()
}

function chosen(actor: Actor, trees: readonly Subtree[], query: CaseQuery, today: string) {
  const one = expressionBuilder<Pick<Tables, 'petition_case'>, 'petition_case'>()
  const { kind, state, category, cause, overdue, dueBefore, receivedFrom, receivedTo, q } = query
  return one.and([
    ...trees.map((tree) => inSubtree(tree, { table: 'petition_case', unit: 'unit_code' })),
    disclosed(actor, 'petition_case'),
    ...(kind === undefined ? [] : [one('kind', '=', kind)]),
    ...(state === undefined ? [] : [one('state', '=', state)]),
    ...(category === undefined ? [] : [one('category', '=', category)]),
    ...(cause === undefined ? [] : [one('cause', '=', cause)]),
    ...(overdue === true ? [sql<boolean>`next_due_on < ${today}::date`] : []),
    ...(overdue === false ? [sql<boolean>`next_due_on >= ${today}::date`] : []),
    ...(dueBefore === undefined ? [] : [sql<boolean>`next_due_on < ${dueBefore}::date`]),
    ...(receivedFrom === undefined
      ? []
      : [sql<boolean>`received_at >= ${midnight(receivedFrom)}::timestamptz`]),
    ...(receivedTo === undefined
      ? []
      : [sql<boolean>`received_at < ${midnight(addDays(receivedTo, 1))}::timestamptz`]),
    ...(q === undefined ? [] : [sql<boolean>`bigrams(summary) @> bigrams(${q})`]),
    ...(q === undefined ? [] : [sql<boolean>`summary ilike ${`%${q.replace(/[\\%_]/g, '\\$&')}%`}`])
  ])
}
