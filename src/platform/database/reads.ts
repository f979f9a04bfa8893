import pg from 'pg'
import { errorOf } from '../errors/thrown.ts'
import { type Sessions, sessionsOf } from './connection/sessions.ts'
import { leave } from './connection/sockets.ts'
import { isOldPlan, isReadOnly } from './failures.ts'

/** Few, because each carries many statements at a time; several, so that a slow answer delays only some. */
const CONNECTIONS = 4
/** The number of queries asked at once that share one connection. */
const TOGETHER = 4
/** Statements that were sent together are given up after this time, in milliseconds. */
const RENEWAL_MS = 1000

export interface Statement {
  /** The name under which it is prepared, once on each connection. */
  name: string | undefined
  text: string
  values: unknown[]
}

/**
 * Reads of single records over a few connections that all requests share. A statement is sent without waiting
 * for the answers to earlier ones, so there are no transactions here, and no long statements. See decision
 * 012.
 */
export class Reads {
  readonly #pool: pg.Pool
  readonly #sessions: Sessions
  readonly #clients = new Array<Promise<pg.Client> | undefined>(CONNECTIONS).fill(undefined)
  #pending = 0
  #turn = 0
  #renewedAt = Number.NEGATIVE_INFINITY
  /** How many more queries of this turn use the same connection. */
  #left = 0

  /** Connections like those of the pool, which gets to know when one is lost. */
  constructor(pool: pg.Pool) {
    this.#pool = pool
    this.#sessions = sessionsOf(pool)
    this.#sessions.onRenew(() => this.#renew())
  }

  /** How many statements wait for an answer. */
  get pending(): number {
    return this.#pending
  }

  async read<Row>(statement: Statement): Promise<Row[]> {
    this.#pending += 1
    try {
      return await this.#ask(statement)
    } finally {
      this.#pending -= 1
    }
  }

  async #ask<Row>(statement: Statement): Promise<Row[]> {
    const place = this.#place()
    let isAgain = false
    for (;;) {
      const opened = this.#clients[place] ?? this.#connect(place)
      const client = await opened
      // It may have been replaced meanwhile: no query may go to a connection that is being closed.
      if (this.#clients[place] !== opened) continue
      try {
        return (await client.query(statement)).rows
      } catch (error) {
        const isOld = isOldPlan(error)
        if (isReadOnly(error)) this.#sessions.leaveReadOnly()
        const isSilent = errorOf(error).message === 'Query read timeout'
        // Of many failures at the same time, only the first replaces the connections.
        const isFirst = isSilent ? this.#isDue() : this.#clients[place] === opened
        if ((isOld || isSilent) && isFirst) this.#sessions.renew()
        if (!isOld || isAgain) throw error
        isAgain = true
      }
    }
  }

  /** It answers the queries that it has first. */
  async end(): Promise<void> {
    const ended = this.#clients.map(async (client) => (await client)?.end())
    await Promise.allSettled(ended)
  }

  /** Whether connections opened before a silent one was used may still be used. */
  #isDue(): boolean {
    return performance.now() - this.#renewedAt > RENEWAL_MS
  }

  /** Replaces these connections; they close when they have answered. */
  #renew(): void {
    this.#renewedAt = performance.now()
    for (const [place, opened] of this.#clients.entries()) {
      this.#clients[place] = undefined
      opened?.then(leave, () => {})
    }
  }

  /**
   * Queries of one turn of the event loop share one connection, which wakes up once for them; only a few
   * queries at a time, so that none waits behind many others.
   */
  #place(): number {
    if (this.#left === 0) {
      this.#turn = (this.#turn + 1) % CONNECTIONS
      this.#left = TOGETHER
      setImmediate(() => {
        this.#left = 0
      })
    }
    this.#left -= 1
    return this.#turn
  }

  #connect(place: number): Promise<pg.Client> {
    // PostgreSQL limits the time of a statement, but not of a connection that has fallen silent, nor the wait
    // behind others.
    const query_timeout = this.#sessions.limitMs
    const client = new pg.Client({ ...this.#pool.options, pipeline: true, query_timeout })
    const opened = client
      .connect()
      .then(() => this.#sessions.begin(client))
      .then(() => client)
    const forget = () => {
      if (this.#clients[place] === opened) this.#clients[place] = undefined
      client.end().catch(() => {})
    }
    opened.catch(forget)
    client.on('error', (error) => {
      forget()
      this.#pool.emit('error', error, client)
    })
    client.on('end', forget)
    this.#clients[place] = opened
    return opened
  }
}
