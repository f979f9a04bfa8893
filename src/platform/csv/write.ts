import { Readable } from 'node:stream'
import type { CompiledQuery } from 'kysely'
import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'

/** A column of a download: its name on the wire. Codes, days and numbers need no guard against formulas. */
export interface Column {
  name: string
  isPlain?: boolean
}

const BOM = Buffer.from('\ufeff')

/**
 * The result of a query as CSV, written by PostgreSQL itself and passed on as it comes. With a BOM, so that
 * spreadsheets read Chinese; texts that a spreadsheet would take for a formula get an apostrophe in front.
 */
export async function csvOf(
  pool: pg.Pool,
  query: CompiledQuery,
  columns: readonly Column[]
): Promise<Readable> {
  const client = await pool.connect()
  try {
    await client.query("set statement_timeout = '10min'")
    const source = client.query(
      copyTo(`copy (${guarded(query, columns)}) to stdout with (format csv, header)`)
    )
    const rows = source[Symbol.asyncIterator]()
    // What fails at once is a refusal, not an empty table.
    const first = await rows.next()
    return released(client, [BOM, first.value ?? ''], rows)
  } catch (error) {
    client.release(error as Error)
    throw error
  }
}

/** The whole text as a stream, with whose end, however it comes about, the connection goes back. */
function released(client: pg.PoolClient, head: (Buffer | string)[], rows: AsyncIterator<Buffer>): Readable {
  let isWhole = false
  async function* text() {
    yield* head
    for (let row = await rows.next(); row.done !== true; row = await rows.next()) yield row.value
    await client.query('reset statement_timeout')
    isWhole = true
  }
  const stream = Readable.from(text(), { objectMode: false })
  // A download that was broken off leaves the connection in the middle of a copy.
  stream.once('close', () => client.release(isWhole ? undefined : true))
  return stream
}

function guarded(query: CompiledQuery, columns: readonly Column[]): string {
  const list = columns.map(({ name, isPlain }) => {
    const column = pg.escapeIdentifier(name)
    if (isPlain) return `${column}::text as ${column}`
    return `case when left(${column}::text, 1) in ('=', '+', '-', '@', E'\\t', E'\\r')
      then '''' || ${column}::text else ${column}::text end as ${column}`
  })
  return `select ${list.join(', ')} from (${inlined(query)}) t`
}

/** COPY takes no parameters: values go in as literals, escaped by the driver. */
function inlined({ sql, parameters }: CompiledQuery): string {
  return sql.replace(/\$(\d+)/g, (_whole, n: string) => literal(parameters[Number(n) - 1]))
}

function literal(value: unknown): string {
  if (value === null || value === undefined) return 'null'
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  return pg.escapeLiteral(String(value))
}
