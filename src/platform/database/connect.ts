import { hash } from 'node:crypto'
import { Kysely, PostgresDialect, type Transaction } from 'kysely'
import pg from 'pg'
import type { ServerRole } from './connection/database-url.ts'
import { connectionOf, isSearched } from './connection/hosts.ts'
import { type Sessions, sessionsOf, watchSessions } from './connection/sessions.ts'
import { discard } from './connection/sockets.ts'
import { CopyIn } from './copy.ts'
import { isOldPlan, isReadOnly } from './failures.ts'

/** Every table of the service. Each room adds its own by declaration merging. */
// biome-ignore lint/suspicious/noEmptyInterface: rooms merge their tables into it
export interface Tables {}

export type Db = Kysely<Tables>

/** A transaction. */
export type Tx = Transaction<Tables>

export interface PoolOptions {
  url: string
  max: number
  statementTimeoutMs: number
  /** How long a request waits for a connection; by default 5 s. */
  connectTimeoutMs?: number
  name: string
  onError: (error: Error) => void
  /** The kind of server to connect to where the URL names several; by default the primary. */
  role?: ServerRole
}

export interface Database {
  db: Db
  pool: pg.Pool
}

const DATE = 1082
const TIMESTAMPTZ = 1184

/**
 * Dates and instants stay text: nothing is computed when they are read. The session runs at +08:00, the time
 * of Asia/Shanghai since 1991. By the name of the zone, PostgreSQL would give instants of earlier summers as
 * +09:00 and assign them to another day than `localDate`. So `2026-03-01 08:00:00+08` becomes RFC 3339 by two
 * cuts of a string.
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

export function createPool(options: PoolOptions, silentMs?: number): pg.Pool {
  const { statementTimeoutMs, role = 'primary' } = options
  const connection = connectionOf(options.url, role)
  const pool: pg.Pool = new pg.Pool({
    ...connection,
    max: options.max,
    application_name: `social-assistance-supervision ${options.name}`,
    connectionTimeoutMillis: options.connectTimeoutMs ?? 5000,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
    // One probe a second, ten of them: a machine that has gone is noticed within 20 s.
    keepAliveInitialDelayMillis: 10_000,
    types: types as pg.CustomTypesConfig,
    onConnect: (client) => sessions.begin(client)
  })
  const sessions = watchSessions(pool, {
    statementTimeoutMs,
    mustWrite: role === 'primary' && isSearched(connection),
    ...(silentMs === undefined ? {} : { silentMs })
  })
  optionsOf.set(pool, options)
  // Without a listener on every client, the end of PostgreSQL would end this process.
  pool.on('error', options.onError)
  pool.on('connect', (client) => {
    client.on('error', options.onError)
  })
  return pool
}

const optionsOf = new WeakMap<pg.Pool, PoolOptions>()

/** Kysely over a pool, with statements prepared once per connection under the hash of their text. */
export function connect(options: PoolOptions, silentMs?: number): Database {
  const pool = createPool(options, silentMs)
  const named = {
    connect: async () => prepared(await pool.connect(), sessionsOf(pool)),
    end: () => pool.end()
  }
  return { db: kyselyOver(named), pool }
}

/** The same over one connection of the pool. The code that took the connection gives it back. */
export function dbOver(client: pg.PoolClient, pool: pg.Pool): Db {
  const { query } = prepared(client, sessionsOf(pool))
  return kyselyOver({ connect: async () => ({ query, release: () => {} }), end: async () => {} })
}

function kyselyOver(pool: { connect(): Promise<unknown>; end(): Promise<void> }): Db {
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool: pool as unknown as pg.Pool }) })
}

const PROBE_MS = 3000

/**
 * A separate connection for checks of whether the database works: in the pool they would wait behind
 * requests, and report a busy service as dead.
 */
export function probeBeside(pool: pg.Pool): Database {
  const options = optionsOf.get(pool) as PoolOptions
  const onError = (error: Error) => pool.emit('error', error, undefined as never)
  return connect({ ...options, max: 1, connectTimeoutMs: PROBE_MS, onError }, PROBE_MS)
}

/** Statements beyond this many are sent unnamed: a name costs memory in every connection. */
const MOST_NAMES = 2000
const names = new Map<string, string>()

/** Marks a statement whose best plan depends on its values, so that it is never prepared. */
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

function prepared(client: pg.PoolClient, sessions: Sessions) {
  return {
    query: (text: string, values: unknown[] = []) => {
      if (values[0] instanceof CopyIn) return values[0].run(client, text)
      const asked =
        values.length === 0 ? client.query(text) : client.query({ name: nameOf(text), text, values })
      return asked.catch((error: unknown) => {
        if (isReadOnly(error)) sessions.leaveReadOnly()
        if (!isOldPlan(error)) throw error
        if (sessions.isCurrent(client)) sessions.renew()
        // The error ends the transaction, and `work` repeats the transaction as a whole.
        if (client.getTransactionStatus() !== 'I') throw error
        return client.query({ text, values })
      })
    },
    release: (error?: Error | boolean) => {
      if (sessions.isCurrent(client)) client.release(error)
      else discard(client)
    }
  }
}
