import accepts from 'accepts'
import type { FastifyReply } from 'fastify'
import { type CompiledQuery, type RawBuilder, sql } from 'kysely'
import type { Pool } from 'pg'
import { type TSchema, Type } from 'typebox'
import { type Column, csvOf } from '../../csv/write.ts'
import type { Db } from '../../database/connect.ts'
import type { Connections, Replica } from '../../database/replica.ts'
import type { CodeLabels } from '../../errors/code-labels.ts'
import { languageOf } from '../../errors/problems.ts'
import { XLSX } from '../../xlsx/media-type.ts'
import { workbookOf } from '../../xlsx/write.ts'
import type { App } from '../app.ts'
import type { Transfers } from '../limits/transfers.ts'
import { cursors, marked } from './cursors.ts'
import { type FileName, nameDownload } from './file-names.ts'
import { type Asked, PAGE, pageOf } from './paging.ts'
import { type FieldSchema, sheetColumns } from './sheet-columns.ts'

interface Query<Row> {
  limit(rows: RawBuilder<number>): { execute(): Promise<Row[]>; compile(): CompiledQuery }
  compile(): CompiledQuery
}

/** A list as a route describes it. */
export interface List<Row> {
  /** The rows in their order, from the cursor on. */
  query: Query<Row> | (() => Query<Row> | Promise<Query<Row>>)
  /** The first rows, where a list has a faster way; `from` replaces its database. */
  page?: ((most: number, from?: Db) => Promise<Row[]>) | undefined
  /** The values of a row by which the list is ordered. */
  keyOf: (row: Row) => unknown[]
  /** Columns of the download, in their order. */
  columns: readonly Column[]
  /** The number of rows on all pages; only called with `count=true`. */
  count: (from?: Db) => Promise<{ total: number }>
  /** Turns a row into its form on the wire, where that differs. */
  wire?: (row: Row) => unknown
  /** Called before rows are shown where reading is recorded: with the rows of a page, or for all rows. */
  onRead?: { page(items: readonly Row[]): Promise<void>; all(): Promise<void> }
  /** The name of a download; by default the summary of the route. */
  file?: FileName
  /** The name of the schema of its items, where the route does not answer with pages of JSON as well. */
  item?: string
}

declare module 'fastify' {
  interface FastifyReply {
    /** Answers a list: a page with the link to the next one, or with `Accept: text/csv` all of it. */
    list<Row>(list: List<Row>): Promise<never>
    /** Reads figures on which no decision rests, from the same server as lists. */
    figures<T>(db: Db, read: (from: Db) => Promise<T>): Promise<T>
  }
}

export interface ListParts {
  pool: Pool
  /** The standby for reads, if there is one. */
  replica?: Replica | undefined
  transfers: Transfers
  labels: CodeLabels
}

export function lists(app: App, parts: ListParts): void {
  cursors(app)
  app.decorateReply('figures', <T>(db: Db, read: (from: Db) => Promise<T>) => {
    return parts.replica?.read(() => read(db), read) ?? read(db)
  })
  app.decorateReply('list', async function <Row>(this: FastifyReply, list: List<Row>) {
    const { raw, query, url } = this.request
    const form = accepts(raw).types(['json', 'text/csv', XLSX])
    if (form === 'text/csv' || form === XLSX) return download(this, parts, list, form) as never
    const { limit = PAGE, count } = query as Asked
    // A number in the text: with a parameter PostgreSQL would plan the statement each time.
    const own = () => pageAndCount(list, limit + 1, count)
    const { replica } = parts
    const found = await (replica?.read(own, (db) => pageAndCount(list, limit + 1, count, db)) ?? own())
    const page = pageOf(found.rows, limit, list.keyOf)
    page.nextCursor = marked(url, page.nextCursor)
    await list.onRead?.page(page.items)
    if (page.nextCursor !== null) this.header('link', `<${nextPage(url, page.nextCursor)}>; rel="next"`)
    const items = list.wire === undefined ? page.items : page.items.map(list.wire)
    return this.header('vary', 'accept').send({
      ...page,
      items,
      ...found.counted
    }) as never
  })
}

/** `from`: used in place of the list's own connections. */
async function pageAndCount<Row>(list: List<Row>, most: number, isCounted = false, from?: Db) {
  const rows = await (list.page?.(most, from) ?? firstRows(list, most, from))
  return { rows, counted: isCounted ? await list.count(from) : {} }
}

async function firstRows<Row>(list: List<Row>, most: number, from?: Db): Promise<Row[]> {
  const first = (await built(list)).limit(sql.lit(most))
  return from === undefined ? first.execute() : ((await from.executeQuery(first.compile())).rows as Row[])
}

/** The answer of a list, for the schema of its route. */
export function listAnswer(page: TSchema) {
  const csv = { 'text/csv': { schema: Type.String({ description: 'UTF-8 with BOM, formula-safe' }) } }
  const what = 'Headers and words in the language of the caller; amounts and days are numbers'
  const book = { [XLSX]: { schema: Type.String({ format: 'binary', description: what }) } }
  return {
    description:
      '一页记录；Accept 为 CSV 或工作簿类型时为全部记录。One page of records; with `Accept`' +
      ' of CSV or of a workbook, all records',
    content: { 'application/json': { schema: page }, ...csv, ...book }
  }
}

/** The columns of a list that is computed unit by unit: its fields, all but the name of the unit plain. */
export function columnsOfUnits({ properties }: { properties: object }): Column[] {
  return Object.keys(properties).map((name) => ({ name, isPlain: name !== 'unitName' }))
}

function nextPage(url: string, cursor: string): string {
  const next = new URL(url, 'http://list')
  next.searchParams.set('cursor', cursor)
  return `${next.pathname}${next.search}`
}

function built<Row>({ query }: List<Row>): Query<Row> | Promise<Query<Row>> {
  return typeof query === 'function' ? query() : query
}

async function download<Row>(
  reply: FastifyReply,
  { pool, replica, transfers, labels }: ListParts,
  list: List<Row>,
  form: 'text/csv' | typeof XLSX
) {
  const isBook = form === XLSX
  const columns = isBook ? list.columns : fieldsFirst(list.columns)
  await list.onRead?.all()
  // The cells of a workbook are plain texts, so formulas need no guard.
  const all = (await built(list)).compile()
  const open = (from: Connections) => csvOf(from, all, columns, { isGuarded: !isBook })
  const table = await transfers.download(reply, () => replica?.download(pool, open) ?? open(pool))
  const language = languageOf(reply.request)
  const { codes: withCodes = false } = reply.request.query as Asked
  const find = (id: string) => reply.server.getSchema(id) as FieldSchema | undefined
  const item = list.item === undefined ? itemOf(reply, find) : find(list.item)
  const shown = () => sheetColumns(item, columns, { language, labels, withCodes, find })
  return nameDownload(reply, list.file, language, isBook ? 'xlsx' : 'csv')
    .type(isBook ? XLSX : 'text/csv; charset=utf-8')
    .header('vary', isBook ? 'accept, accept-language' : 'accept')
    .serializer((payload: unknown) => payload as string)
    .send(isBook ? workbookOf(table, { columns: shown() }) : table)
}

/** In a CSV, names that are not fields of the API come last, because programs may count columns. */
function fieldsFirst(columns: readonly Column[]): Column[] {
  const isField = ({ title }: Column) => title === undefined
  return [...columns.filter(isField), ...columns.filter((column) => !isField(column))]
}

/** The schema of the items of a list, by that of its answer. */
function itemOf(reply: FastifyReply, find: (id: string) => FieldSchema | undefined): FieldSchema | undefined {
  const { response } = (reply.request.routeOptions.schema ?? {}) as {
    response?: { 200?: { content?: Record<string, { schema?: FieldSchema }> } }
  }
  const named = (schema: FieldSchema | undefined) =>
    schema?.$ref === undefined ? schema : find(schema.$ref.replace(/#$/, ''))
  return named(named(response?.[200]?.content?.['application/json']?.schema)?.properties?.items?.items)
}
