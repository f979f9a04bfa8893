import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'
import { Counter, Histogram, type Registry } from 'prom-client'
import { errorOf } from '../errors/thrown.ts'
import { connect, type Database, type Db, dbOver, type PoolOptions } from './connect.ts'
import { discard } from './connection/sockets.ts'
import { failureOf } from './failures.ts'
import type { Reads } from './reads.ts'

// Lists, downloads and figures can be read from a standby (DATABASE_REPLICA_URL). See decision 045.

/** A standby that has not caught up within this time, in milliseconds, is not used. */
const PATIENCE_MS = 150
const FIRST_PAUSE_MS = 2
/** How long a standby that was behind or silent is not used, in milliseconds. */
const REST_MS = { behind: 1000, down: 3000 }
const CONNECT_MS = 1000
const ASK_MS = 1000

type Reason = keyof typeof REST_MS

/** Sources of connections. */
export interface Connections {
  connect(): Promise<pg.PoolClient>
}

export interface ReplicaParts {
  /** The shared connections to the primary. */
  primary: Reads
  registry: Registry
  onFallBack: (reason: Reason, error?: unknown) => void
}

/** The position in the log up to which the primary has written commits, and the identity of the cluster. */
const position = {
  name: 'replica-position',
  text: `select pg_current_wal_flush_lsn()::text as lsn,
    (select system_identifier::text from pg_control_system()) as system`,
  values: []
}

/**
 * Reads on a standby that are never older than the moment of the call: the primary gives its position in the
 * log, and the read waits until the standby has applied the log up to it. So callers see their own last
 * write, whichever instance took it, and what others have withdrawn from them is withdrawn here as well.
 * Where the standby is down or behind, the primary answers.
 */
export class Replica {
  readonly #parts: ReplicaParts
  readonly #database: Database
  readonly #reads: Counter
  readonly #waits: Histogram
  readonly #systems = new WeakMap<pg.PoolClient, string>()
  #restsUntil = 0
  #restsFor: Reason = 'down'

  constructor(options: PoolOptions, parts: ReplicaParts) {
    this.#parts = parts
    this.#database = connect({ ...options, role: 'standby', connectTimeoutMs: CONNECT_MS })
    const registers = [parts.registry]
    this.#reads = new Counter({
      name: 'replica_reads_total',
      help: 'Reads for DATABASE_REPLICA_URL: served there, or by the primary since it was behind or down',
      labelNames: ['outcome'],
      registers
    })
    this.#waits = new Histogram({
      name: 'replica_wait_seconds',
      help: 'How long reads waited for the replica to apply what the primary had committed',
      buckets: [0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.2],
      registers
    })
  }

  end(): Promise<void> {
    return this.#database.db.destroy()
  }

  /** Runs a read on the standby, or else on the primary. */
  async read<T>(ofPrimary: () => Promise<T>, ofReplica: (db: Db) => Promise<T>): Promise<T> {
    const client = await this.#current()
    if (client === undefined) return ofPrimary()
    try {
      const found = await ofReplica(dbOver(client, this.#database.pool))
      client.release()
      return found
    } catch (error) {
      if (!isLost(error)) {
        client.release()
        throw error
      }
      discard(client)
      this.#rest('down', error)
      return ofPrimary()
    }
  }

  /** Opens a download on the standby, or else on the primary; `open` gives the connection back. */
  async download<T>(primary: Connections, open: (from: Connections) => Promise<T>): Promise<T> {
    const client = await this.#current()
    if (client === undefined) return open(primary)
    try {
      return await open({ connect: async () => client })
    } catch (error) {
      if (!isLost(error)) throw error
      this.#rest('down', error)
      return open(primary)
    }
  }

  /** A connection to the standby, once it has applied all commits from before the call. */
  async #current(): Promise<pg.PoolClient | undefined> {
    if (performance.now() < this.#restsUntil) return this.#fallBack(this.#restsFor)
    const began = performance.now()
    const [goal] = await this.#parts.primary.read<{ lsn: string; system: string }>(position)
    if (goal === undefined) return undefined
    let client: pg.PoolClient | undefined
    try {
      client = await this.#database.pool.connect()
      await this.#checkSystem(client, goal.system)
      if (await hasApplied(client, goal.lsn)) {
        this.#waits.observe((performance.now() - began) / 1000)
        this.#reads.inc({ outcome: 'served' })
        return client
      }
      client.release()
      return this.#rest('behind')
    } catch (error) {
      if (client !== undefined) discard(client)
      return this.#rest('down', error)
    }
  }

  /** A standby of another cluster may be ahead by chance, and must not answer. */
  async #checkSystem(client: pg.PoolClient, expected: string): Promise<void> {
    if (this.#systems.get(client) === expected) return
    const [found] = await asked<{ system: string }>(
      client,
      'select system_identifier::text as system from pg_control_system()'
    )
    if (found?.system !== expected) {
      throw new Error('DATABASE_REPLICA_URL leads to a server that does not follow that of DATABASE_URL')
    }
    this.#systems.set(client, expected)
  }

  #rest(reason: Reason, error?: unknown): undefined {
    this.#restsUntil = performance.now() + REST_MS[reason]
    this.#restsFor = reason
    this.#parts.onFallBack(reason, error)
    return this.#fallBack(reason)
  }

  #fallBack(reason: Reason): undefined {
    this.#reads.inc({ outcome: reason })
    return undefined
  }
}

/**
 * Whether the standby applies the log up to this position in time. One that no longer follows the primary
 * never does.
 */
async function hasApplied(client: pg.PoolClient, lsn: string): Promise<boolean> {
  const began = performance.now()
  for (let waitMs = FIRST_PAUSE_MS; ; waitMs *= 2) {
    const [found] = await asked<{ isThere: boolean; isFollowing: boolean }>(
      client,
      `select coalesce(pg_last_wal_replay_lsn() >= $1::pg_lsn, false) as "isThere",
         pg_is_in_recovery() and exists (select from pg_stat_wal_receiver) as "isFollowing"`,
      [lsn]
    )
    if (found?.isFollowing !== true) throw new Error('DATABASE_REPLICA_URL: the server follows no primary')
    if (found.isThere) return true
    if (performance.now() - began > PATIENCE_MS) return false
    await pause(waitMs)
  }
}

async function asked<Row extends pg.QueryResultRow>(
  client: pg.PoolClient,
  text: string,
  values: unknown[] = []
): Promise<Row[]> {
  const limited: pg.QueryConfig & { query_timeout: number } = { text, values, query_timeout: ASK_MS }
  return (await client.query<Row>(limited)).rows
}

/** The standby has gone, or cancelled the read to continue replication; not that the read took too long. */
function isLost(error: unknown): boolean {
  const isTooLong = errorOf(error).code === '57014'
  return !isTooLong && failureOf(error).code === 'database-unavailable'
}
