import { hash } from 'node:crypto'
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { CopyIn } from './copy.ts'

/** Every table of the service. Each room adds its own by declaration merging. */
// biome-ignore lint/suspicious/noEmptyInterface: rooms merge their tables into it
export interface Tables {}

export type Db = Kysely<Tables>

export interface PoolOptions {
  url: string
  max: number
  statementTimeoutMs: number
  /** How long a request waits for a connection, 5 s by default. */
  connectTimeoutMs?: number
  name: string
  onError: (error: Error) => void
}

export interface Database {
  db: Db
  pool: pg.Pool
}

const DATE = 1082
const TIMESTAMPTZ = 1184

/**
 * Dates and instants stay text: nothing is computed on the way out. The session runs at +08:00, which is the
 * time of Asia/Shanghai since 1991; by the name of the zone PostgreSQL would give instants of earlier summers
 * as +09:00, and count them to another day than `localDate` does. So `2026-03-01 08:00:00+08` becomes
 * RFC 3339 by two cuts of a string.
 */
export const types = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (oid === DATE) return (text: string) => text
    if (oid === TIMESTAMPTZ) return instantOf
    return pg.types.getTypeParser(oid, format as 'text')
  }
}

export function instantOf(text: string): string {
  const offset = /[+-]\d\d$/.test(text) ? ':00' : ''
  return text.replace(' ', 'T') + offset
}

export function createPool(options: PoolOptions): pg.Pool {
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.max,
    application_name: `social-assistance-supervision ${options.name}`,
    connectionTimeoutMillis: options.connectTimeoutMs ?? 5000,
    idleTimeoutMillis: 60_000,
    statement_timeout: options.statementTimeoutMs,
    lock_timeout: Math.min(options.statementTimeoutMs, 10_000),
    idle_in_transaction_session_timeout: 60_000,
    keepAlive: true,
    options: '-c timezone=<+08>-08',
    types: types as pg.CustomTypesConfig
  })
  // Without a listener on every client, PostgreSQL going away would end the process.
  pool.on('error', options.onError)
  pool.on('connect', (client) => {
    client.on('error', options.onError)
  })
  return pool
}

/** Kysely over a pool whose statements are prepared once per connection, under the hash of their text. */
export function connect(options: PoolOptions): Database {
  const pool = createPool(options)
  const named = { connect: async () => prepared(await pool.connect()), end: () => pool.end() }
  const dialect = new PostgresDialect({ pool: named as unknown as pg.Pool })
  return { db: new Kysely<Tables>({ dialect }), pool }
}

const PROBE_MS = 3000

/**
 * A connection of its own, for those who must know whether the database works: in the pool they would wait
 * behind everybody else, and take a service for dead that has much to do.
 */
export function probeBeside(pool: pg.Pool): Database {
  const limits = { connectionTimeoutMillis: PROBE_MS, query_timeout: PROBE_MS }
  const probe = new pg.Pool({ ...pool.options, ...limits, max: 1 })
  const onError = (error: Error, client: pg.PoolClient) => pool.emit('error', error, client)
  probe.on('error', onError)
  probe.on('connect', (client) => {
    client.on('error', (error) => onError(error, client))
  })
  return { db: new Kysely<Tables>({ dialect: new PostgresDialect({ pool: probe }) }), pool: probe }
}

/** Statements beyond this many are sent unnamed: a name costs memory in every connection. */
const MOST_NAMES = 2000
const names = new Map<string, string>()

/** Stands in a statement whose best plan depends on its values: it is never prepared. */
export const PLANNED_AGAIN = '/* planned again */'

/** The name under which a statement is prepared, once on each connection. */
export function nameOf(text: string): string | undefined {
  if (text.includes(PLANNED_AGAIN)) return undefined
  const known = names.get(text)
  if (known !== undefined || names.size >= MOST_NAMES) return known
  const name = hash('sha256', text, 'hex').slice(0, 32)
  names.set(text, name)
  return name
}

function prepared(client: pg.PoolClient) {
  return {
    query: (text: string, values: unknown[] = []) => {
      if (values[0] instanceof CopyIn) return values[0].run(client, text)
      return values.length === 0 ? client.query(text) : client.query({ name: nameOf(text), text, values })
    },
    release: (error?: Error | boolean) => client.release(error)
  }
}
