import { Readable } from 'node:stream'
import type { CompiledQuery } from 'kysely'
import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'

/** A column of a download: its name on the wire. Numbers need no guard against formulas. */
export interface Column {
  name: string
  isNumber?: boolean
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
    return Readable.from(piped(source, client), { objectMode: false })
  } catch (error) {
    client.release(error as Error)
    throw error
  }
}

async function* piped(source: Readable, client: pg.PoolClient): AsyncGenerator<Buffer> {
  let whole = false
  try {
    yield BOM
    yield* source as AsyncIterable<Buffer>
    whole = true
    await client.query('reset statement_timeout')
  } finally {
    // A download that was broken off leaves the connection in the middle of a copy.
    client.release(whole ? undefined : true)
  }
}

function guarded(query: CompiledQuery, columns: readonly Column[]): string {
  const list = columns.map(({ name, isNumber }) => {
    const column = pg.escapeIdentifier(name)
    if (isNumber) return column
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
