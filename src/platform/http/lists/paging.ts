import { type RawBuilder, sql } from 'kysely'
import { Type } from 'typebox'
import { refuse } from '../../errors/wordings.ts'
import { OPERATOR_OR_CODE } from '../schema.ts'

export interface Page<T> {
  items: T[]
  nextCursor: string | null
  total?: number
}

/** The number of records on a page by default. */
export const PAGE = 50

/** The parameters of every list. */
export const pageParameters = {
  limit: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: 200,
      default: PAGE,
      title: '每页条数',
      description: 'Number of records on a page'
    })
  ),
  cursor: Type.Optional(
    Type.String({
      maxLength: 500,
      title: '翻页游标',
      description: 'Cursor: `nextCursor` of the previous page, unchanged'
    })
  ),
  count: Type.Optional(
    Type.Boolean({
      title: '是否计总数',
      description: 'Whether to add `total`, the number of records on all pages'
    })
  ),
  codes: Type.Optional(
    Type.Boolean({
      title: '是否附代码',
      description: 'Whether a workbook has a column of codes next to each column of labels'
    })
  )
}

export const within = Type.Optional(
  Type.String({
    pattern: OPERATOR_OR_CODE,
    maxLength: 20,
    title: '辖区',
    description:
      'Code of a unit: records of it and of all units below it. Default: the unit of the caller; ' +
      '`*` for every unit (operator only)'
  })
)

export interface Asked {
  limit?: number
  cursor?: string
  count?: boolean
  codes?: boolean
}

/** One column of the order of a list, and the shape of its values. */
export type Key = 'text' | 'uuid' | 'integer' | 'date' | 'day' | 'instant'

const shapes: Record<Key, (value: unknown) => boolean> = {
  text: (value) => typeof value === 'string' && value.isWellFormed() && !value.includes('\0'),
  uuid: (value) => typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value),
  // The range of PostgreSQL's integer.
  integer: (value) => Number.isInteger(value) && (value as number) === ((value as number) | 0),
  date: isDate,
  // PostgreSQL's own word for "never" sorts after every day.
  day: (value) => value === 'infinity' || isDate(value),
  instant: (value) =>
    typeof value === 'string' &&
    isDate(value.slice(0, 10)) &&
    /^T([01]\d|2[0-3])(:[0-5]\d){2}(\.\d{1,6})?\+08:00$/.test(value.slice(10))
}

function isDate(value: unknown): boolean {
  return typeof value === 'string' && /^[12]\d{3}-\d{2}-\d{2}$/.test(value) && isDay(value)
}

/** Whether the day exists: 2026-02-30 does not. */
function isDay(text: string): boolean {
  const time = Date.parse(text)
  return (
    !Number.isNaN(time) &&
    new Date(`${text.slice(0, 10)}T00:00:00Z`).toISOString().startsWith(text.slice(0, 10))
  )
}

/** The order of a list: the columns with their shapes. All ascend, or all descend. */
export type Order = readonly (readonly [column: string | RawBuilder<unknown>, shape: Key])[]

/**
 * The condition "after the cursor": a row comparison, which one index answers.
 *
 * @throws bad-cursor
 */
export function after(cursor: string | undefined, order: Order, descending = false): RawBuilder<boolean> {
  return beyond(lastOf(cursor, order), order, descending)
}

/**
 * The values of the last row of the page before.
 *
 * @throws bad-cursor
 */
export function lastOf(cursor: string | undefined, order: Order): unknown[] | undefined {
  if (cursor === undefined) return undefined
  const values = decode(cursor)
  const fits = values.length === order.length && order.every(([, shape], n) => shapes[shape](values[n]))
  if (!fits) throw refuse('bad-cursor', { pointer: '?cursor' })
  return values
}

/** The condition "after these values", in the order of a list. */
export function beyond(
  values: readonly unknown[] | undefined,
  order: Order,
  descending = false
): RawBuilder<boolean> {
  return values === undefined ? sql<boolean>`true` : row(values, order, descending ? '<' : '>')
}

/** The condition "with these values or after them". */
export function fromOn(values: readonly unknown[], order: Order, descending = false): RawBuilder<boolean> {
  return row(values, order, descending ? '<=' : '>=')
}

function row(values: readonly unknown[], order: Order, operator: string): RawBuilder<boolean> {
  const columns = sql.join(order.map(([column]) => (typeof column === 'string' ? sql.ref(column) : column)))
  return sql<boolean>`(${columns}) ${sql.raw(operator)} (${sql.join(values)})`
}

/** Cuts rows, of which one more than `limit` was read, to a page. `keyOf` returns the values of the order. */
export function pageOf<T>(rows: T[], limit: number, keyOf: (row: T) => unknown[]): Page<T> {
  const items = rows.slice(0, limit)
  const last = rows.length > limit ? items.at(-1) : undefined
  return { items, nextCursor: last === undefined ? null : encode(keyOf(last)) }
}

function encode(values: unknown[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url')
}

function decode(cursor: string): unknown[] {
  try {
    const values = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    return Array.isArray(values) ? values : []
  } catch {
    return []
  }
}
