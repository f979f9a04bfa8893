import { Readable } from 'node:stream'
import type { CompiledQuery } from 'kysely'
import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import type { Connections } from '../database/replica.ts'
import type { Sentence } from '../errors/refusal.ts'
import { tidier } from '../observability/memory.ts'

/** A column of a download: its name on the wire. Codes, days and numbers need no guard against formulas. */
export interface Column {
  name: string
  isPlain?: boolean
  /** Its header in a workbook, if the column is a name for people and no field of the API. */
  title?: Sentence | undefined
  /** Whether an upload leaves the column out. */
  isShownOnly?: boolean
}

const BOM = Buffer.from('\ufeff')

/** Bytes that are passed on at a time: PostgreSQL gives 8 kB, and every piece also costs the client time. */
const PIECE = 128 * 1024

/**
 * A download gets more time. It passes over its rows once, so a page read in the order of an index is not
 * found in the cache again: for many rows the planner should rather scan the table and sort. Both settings
 * end with the transaction; `reset` would restore the limits of the server, not those of the session.
 */
const limits = "set local statement_timeout = '10min'; set local effective_cache_size = '128MB'"
const begin = `begin read only; ${limits}`
const end = 'commit'

interface Manner {
  /** Whether texts that a spreadsheet would take for a formula get an apostrophe in front. */
  isGuarded?: boolean
}

/**
 * The result of a query as CSV. PostgreSQL writes it, and it is passed on as it comes: with a BOM, so that
 * spreadsheets read Chinese, and with values in the form of JSON.
 */
export async function csvOf(
  pool: Connections,
  query: CompiledQuery,
  columns: readonly Column[],
  { isGuarded = true }: Manner = {}
): Promise<Readable> {
  const client = await pool.connect()
  try {
    await client.query(begin)
    const text = inlined(query)
    const types = await typesOf(client, text)
    const list = columns.map(({ name, isPlain }) => {
      const column = pg.escapeIdentifier(name)
      return `${shown(column, types.get(name), isGuarded && !isPlain)} as ${column}`
    })
    const source = client.query(
      copyTo(`copy (select ${list.join(', ')} from (${text}) t) to stdout with (format csv, header)`)
    )
    const rows = source[Symbol.asyncIterator]()
    // An error before the first row is answered with a refusal, not with an empty table.
    const first = await rows.next()
    return released(client, [BOM, first.value ?? Buffer.alloc(0)], rows)
  } catch (error) {
    client.release(error as Error)
    throw error
  }
}

/** The whole text as a stream. The connection is released when the stream ends, for whatever reason. */
function released(client: pg.PoolClient, head: Buffer[], rows: AsyncIterator<Buffer>): Readable {
  let isWhole = false
  async function* text() {
    let parts = head
    let size = 0
    const tidy = tidier()
    for (let row = await rows.next(); row.done !== true; row = await rows.next()) {
      parts.push(row.value)
      size += row.value.length
      if (size < PIECE) continue
      yield Buffer.concat(parts)
      tidy(size)
      parts = []
      size = 0
    }
    await client.query(end)
    isWhole = true
    yield Buffer.concat(parts)
  }
  const stream = Readable.from(text(), { objectMode: false })
  // An aborted download leaves the connection in the middle of a copy.
  stream.once('close', () => client.release(isWhole ? undefined : true))
  return stream
}

async function typesOf(client: pg.PoolClient, text: string): Promise<Map<string, number>> {
  const { fields } = await client.query(`select * from (${text}) t limit 0`)
  return new Map(fields.map(({ name, dataTypeID }) => [name, dataTypeID]))
}

const { BOOL, TIMESTAMPTZ } = pg.types.builtins
/** Arrays of text, of numbers, of days and of ids. */
const ARRAYS = [1009, 1007, 1182, 2951]

/** The first characters of formulas, as numbers: comparing these does not create a text of one character. */
const SIGNS = Array.from('=+-@\t\r\n＝＋－＠', (sign) => sign.charCodeAt(0))

/**
 * A column in the form in which it is written. COPY by itself would write `t` and `f`, an instant with a
 * blank, and a list in braces. The time zone of the session differs from UTC by whole hours.
 */
function shown(column: string, type = 0, isGuarded = false): string {
  const text = `${column}::text`
  if (type === BOOL) return text
  if (type === TIMESTAMPTZ) return `replace(${text}, ' ', 'T') || ':00'`
  if (ARRAYS.includes(type)) return `to_jsonb(${column})::text`
  // Casts to text only where needed, because a cast converts the value twice.
  return isGuarded ? `case when ascii(${text}) in (${SIGNS}) then '''' || ${text} else ${text} end` : column
}

/** COPY takes no parameters, so values become literals, which the driver escapes. */
function inlined({ sql, parameters }: CompiledQuery): string {
  return sql.replace(/\$(\d+)/g, (_whole, n: string) => literal(parameters[Number(n) - 1]))
}

function literal(value: unknown): string {
  if (value === null || value === undefined) return 'null'
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  return pg.escapeLiteral(Array.isArray(value) ? arrayOf(value) : String(value))
}

/** Several values as PostgreSQL writes an array, each within quotation marks. */
function arrayOf(values: readonly unknown[]): string {
  return `{${values.map((one) => (one === null ? 'null' : JSON.stringify(String(one)))).join()}}`
}
