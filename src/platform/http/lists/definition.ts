import { type RawBuilder, sql } from 'kysely'
import { type TObject, type TOptional, type TProperties, type TSchema, Type } from 'typebox'
import type { Column } from '../../csv/write.ts'
import type { Db } from '../../database/connect.ts'
import type { Named, RowOf, Viewer } from '../../database/fields.ts'
import { type Reader, Shapes } from '../../database/prepared.ts'
import { closed, oneOf } from '../schema.ts'
import type { AnyDescription, Description, Scope } from './description.ts'
import type { List } from './lists.ts'
import { pageParameters } from './paging.ts'
import { preparedPage } from './prepared-page.ts'
import { conditionOf, isPreparable, keyOf, rowsOf, type Wanted, wantedOf } from './statements.ts'

type Optionals<P extends Record<string, TSchema>> = { [K in keyof P]: TOptional<P[K]> }

export interface Listing<Row, Query extends TProperties> {
  /** The parameters of the route. */
  query: TObject<Query>
  columns: Column[]
  /** The list that a request asks for: `reply.list` answers with it. */
  asked(from: { db: Db; reads?: Reader }, query: object, scope: Scope, viewer: Viewer): List<Row>
  /** All its rows from the cursor on, for another statement to read from. */
  rows(query: object, scope: Scope, viewer: Viewer): RawBuilder<Row>
  /** The condition of its rows, for another statement about the same rows. */
  where(query: object, scope: Scope, viewer: Viewer): RawBuilder<boolean>
}

/** Describes a list once: the route, `reply.list` and the OpenAPI document take what they need from it. */
export function defineList<F extends Named, P extends Record<string, TSchema>, X extends TProperties>(
  description: Description<F, P, X>
): Listing<RowOf<F>, X & Optionals<P> & typeof pageParameters> {
  const list = description as unknown as AnyDescription
  const shapes = new Shapes<RowOf<F>>()
  const rows = (wanted: Wanted) => rowsOf(list, wanted) as RawBuilder<RowOf<F>>
  const columns = downloadColumns(list.fields)
  return {
    query: queryOf(list) as never,
    columns,
    rows: (query, scope, viewer) => rows(wantedOf(list, query, scope, viewer)),
    where: (query, scope, viewer) => conditionOf(list, wantedOf(list, query, scope, viewer)),
    asked({ db, reads = db }, query, scope, { unitCode, sub, today }) {
      const wanted = wantedOf(list, query, scope, { unitCode, sub, today })
      const page = (most: number, from: Reader = reads) => preparedPage(shapes, from, wanted, most, rows)
      return {
        query: () => statement(db, rows(wanted)),
        page: isPreparable(list, wanted) ? page : undefined,
        keyOf: (row) => keyOf(list, wanted.sort, row),
        columns,
        count: (from = db) => countRows(from, list, conditionOf(list, wanted))
      }
    }
  }
}

function queryOf({ parameters, filters, orders }: AnyDescription): TObject {
  const given = Object.entries(filters).map(([name, { schema }]) => [name, Type.Optional(schema)])
  const sorts = Object.keys(orders)
  const sort = {
    title: '排序',
    description: 'Order of the records; `-` before the name for descending order',
    default: sorts[0]
  }
  const sorting = sorts.length > 1 ? { sort: Type.Optional(oneOf(sorts, sort)) } : {}
  return closed({ ...parameters, ...Object.fromEntries(given), ...sorting, ...pageParameters })
}

/**
 * The columns of a download. Texts that people write get a guard against formulas; codes, days and numbers do
 * without.
 */
export function downloadColumns(fields: { names: readonly string[]; properties: object }): Column[] {
  const { names } = fields
  const properties = fields.properties as Record<string, object | undefined>
  return names.map((name) => {
    const schema = properties[name] as { type?: unknown; format?: string; pattern?: string; enum?: unknown }
    const isText = [schema.type].flat().includes('string') && schema.format === undefined
    return { name, isPlain: !isText || schema.pattern?.startsWith('^') === true || schema.enum !== undefined }
  })
}

function statement<R>(db: Db, text: RawBuilder<R>) {
  return {
    limit: (most: RawBuilder<number>) => statement(db, sql<R>`${text} limit ${most}`),
    execute: async () => (await text.execute(db)).rows,
    compile: () => text.compile(db)
  }
}

async function countRows(
  db: Db,
  { fields, countedFrom = sql.table(fields.table) }: AnyDescription,
  condition: RawBuilder<boolean>
): Promise<{ total: number }> {
  const counted = sql<{ total: number }>`
    select count(*)::int as total from ${countedFrom} where ${condition}`
  return (await counted.execute(db)).rows[0] ?? { total: 0 }
}
