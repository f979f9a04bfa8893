import { type RawBuilder, sql } from 'kysely'
import { OPERATOR } from '../../auth/actor.ts'
import type { Viewer } from '../../database/fields.ts'
import type { AnyDescription, Scope } from './description.ts'
import { beyond, fromOn, type Key, lastOf, type Order } from './paging.ts'

/** A request's filters: the values, separate from the conditions. */
export interface Wanted {
  viewer: Viewer
  scope: Scope
  /** By the name of the filter. */
  given: Record<string, unknown>
  /** The filters that were given several values. */
  many: readonly string[]
  sort: string
  /** Where the page before ended. */
  last: readonly unknown[] | undefined
}

export function wantedOf(list: AnyDescription, query: object, scope: Scope, viewer: Viewer): Wanted {
  const [first] = Object.keys(list.orders)
  const { cursor, sort = first ?? '', ...asked } = query as Record<string, string>
  const given = Object.entries(list.filters).flatMap(([name, { value = same }]) =>
    asked[name] === undefined ? [] : [[name, value(asked[name] as never, viewer)] as const]
  )
  const many = given.filter(([, value]) => Array.isArray(value)).map(([name]) => name)
  const last = lastOf(cursor, orderOf(list, sort, viewer))
  return { viewer, scope, sort, last, many, given: Object.fromEntries(given) }
}

const same = (asked: unknown) => asked

/** All rows of a list from its cursor on, in its order. */
export function rowsOf(list: AnyDescription, wanted: Wanted): RawBuilder<unknown> {
  const { fields, from = sql.table(fields.table) } = list
  const { viewer, sort, last } = wanted
  const order = orderOf(list, sort, viewer)
  const isDescending = sort.startsWith('-')
  const way = sql.raw(isDescending ? 'desc' : 'asc')
  const by = sql.join(order.map(([column]) => sql`${column} ${way}`))
  const after = sql.join(
    [beyond(last, order, isDescending), ...startOf(list, last, order, isDescending)],
    sql` and `
  )
  const tables = typeof from === 'function' ? from(viewer) : from
  return sql`select ${fields.selectList(viewer)} from ${tables}
    where ${conditionOf(list, wanted)} and ${after} order by ${by}`
}

/** Where the first table of an order is read from. */
function startOf(
  { leading }: AnyDescription,
  last: readonly unknown[] | undefined,
  order: Order,
  isDescending: boolean
): RawBuilder<boolean>[] {
  if (leading === undefined || last === undefined) return []
  return [fromOn(last.slice(0, leading), order.slice(0, leading), isDescending)]
}

export function conditionOf(
  { filters }: AnyDescription,
  { viewer, scope, given, many }: Wanted
): RawBuilder<boolean> {
  const asked = Object.entries(given).map(([name, value]) =>
    filters[name]?.condition(value, viewer, many.includes(name))
  )
  return sql<boolean>`${sql.join([scope.where(scope.values, viewer), ...asked], sql` and `)}`
}

/** The values of a row after which the list continues. A day that is null comes last, as `infinity`. */
export function keyOf({ orders }: AnyDescription, sort: string, row: Record<string, unknown>): unknown[] {
  return (orders[sort] ?? []).map((name) => row[name] ?? 'infinity')
}

/** A statement depends on its values where one of them has a plan of its own, or where the operator asks. */
export function isPreparable({ filters }: AnyDescription, { scope, given, viewer }: Wanted): boolean {
  const isPlannedAgain = Object.keys(given).some((name) => filters[name]?.isPlannedAgain === true)
  return scope.shape !== undefined && viewer.unitCode !== OPERATOR && !isPlannedAgain
}

function orderOf({ orders, fields }: AnyDescription, sort: string, viewer: Viewer): Order {
  return (orders[sort] ?? []).map((name) => [fields.key(name, viewer), shapeOf(fields.properties[name])])
}

/** How the value of a field looks in a cursor. */
function shapeOf(schema: object = {}): Key {
  const { type, format = '' } = schema as { type?: string | string[]; format?: string }
  const shapes: Record<string, Key> = { date: 'day', 'date-time': 'instant', uuid: 'uuid' }
  return shapes[format] ?? ([type].flat().includes('integer') ? 'integer' : 'text')
}
