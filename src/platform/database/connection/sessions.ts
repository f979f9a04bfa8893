import pg from 'pg'
import { discard, internals, serverOf } from './sockets.ts'

// Settings of every connection, and the watch that gives it up when no answer comes.

const LOOK_MS = 500
/** PostgreSQL limits the time of a statement. The answer must be here this much later, in milliseconds. */
const GRACE_MS = 1000
/** A statement without a limit is checked after this time, in milliseconds. */
const UNLIMITED_MS = 30_000
/** Where all servers are read-only, connections are not replaced for every refused write. */
const LEAVE_MS = 2000
/** The answer may be on its way during the check, so there are two checks. */
const MOST_DOUBTS = 2
const ASK_MS = 3000

export interface SessionOptions {
  statementTimeoutMs: number
  /** After this time without an answer the connection is given up without a check. */
  silentMs?: number
  /** A server that takes no writes is refused: the URL names several, and the primary has moved. */
  mustWrite?: boolean
}

interface Session {
  pid: number
  /** The server, because another one may have a process with the same number. */
  server: string
  openedAt: number
  /** The statement that was waited for at the last check, and since when. */
  statement: object | null
  since: number
  doubts: number
}

/**
 * The connections of one pool. A machine that froze or a pooler that hangs closes nothing: the connection
 * stays open and no answer ever comes. So twice a second each connection is looked at, which costs a
 * statement nothing. When one has waited longer than PostgreSQL allows, PostgreSQL is asked over a new
 * connection whether it still works on it; if not, the socket is closed, and with it all idle ones, which
 * went the same way.
 */
export class Sessions {
  readonly #pool: pg.Pool
  readonly #options: SessionOptions
  readonly #sessions = new Map<pg.ClientBase, Session>()
  readonly #renewals = new Set<() => void>()
  #renewedAt = 0
  #leftAt = Number.NEGATIVE_INFINITY
  #timer: NodeJS.Timeout | undefined
  #asking: Promise<void> | undefined

  constructor(pool: pg.Pool, options: SessionOptions) {
    this.#pool = pool
    this.#options = options
  }

  /** How long an answer may take. */
  get limitMs(): number {
    const { silentMs, statementTimeoutMs } = this.#options
    return silentMs ?? (statementTimeoutMs || UNLIMITED_MS) + GRACE_MS
  }

  /**
   * Sets up a new connection and watches it from now on. The settings are made by a statement, because
   * poolers refuse or drop settings in the options of the connection.
   */
  async begin(client: pg.ClientBase): Promise<void> {
    const { statementTimeoutMs, mustWrite = false } = this.#options
    // The driver has a limit for one statement, its types do not.
    const limited: pg.QueryConfig & { query_timeout: number } = {
      text: `select pg_backend_pid() as pid, current_setting('transaction_read_only')::bool as "isReadOnly",
        set_config('timezone', '<+08>-08', false),
        set_config('statement_timeout', $1, false), set_config('lock_timeout', $2, false),
        set_config('idle_in_transaction_session_timeout', '60000', false)`,
      values: [String(statementTimeoutMs), String(Math.min(statementTimeoutMs, 10_000))],
      query_timeout: Math.max(ASK_MS, this.#pool.options.connectionTimeoutMillis ?? 0)
    }
    const { rows } = await client.query<{ pid: number; isReadOnly: boolean }>(limited)
    const { pid, isReadOnly } = rows[0] as { pid: number; isReadOnly: boolean }
    if (mustWrite && isReadOnly) throw new Error('Connection terminated: this server takes no writes')
    this.#watch(client, pid)
  }

  /** Whether a connection may still be used: whether it was opened after the last renewal. */
  isCurrent(client: pg.ClientBase): boolean {
    return (this.#sessions.get(client)?.openedAt ?? 0) > this.#renewedAt
  }

  /** Earlier connections are not used again; busy ones are closed when they are given back. */
  renew(): void {
    this.#renewedAt = performance.now()
    for (const drop of this.#renewals) drop()
    const idle = Array.from({ length: this.#pool.idleCount }, async () => {
      const client = await this.#pool.connect()
      if (this.isCurrent(client)) client.release()
      else discard(client)
    })
    for (const one of idle) one.catch(() => {})
  }

  /**
   * Called after a write was refused because the server is read-only: another server may be the primary now.
   */
  leaveReadOnly(): void {
    const now = performance.now()
    if (now - this.#leftAt < LEAVE_MS) return
    this.#leftAt = now
    this.renew()
  }

  /** For connections outside the pool. */
  onRenew(drop: () => void): void {
    this.#renewals.add(drop)
  }

  #watch(client: pg.ClientBase, pid: number): void {
    const openedAt = performance.now()
    const server = serverOf(client)
    this.#sessions.set(client, { pid, server, openedAt, statement: null, since: openedAt, doubts: 0 })
    client.once('end', () => {
      this.#sessions.delete(client)
      if (this.#sessions.size > 0) return
      clearInterval(this.#timer)
      this.#timer = undefined
    })
    this.#timer ??= setInterval(() => this.#look(), LOOK_MS).unref()
  }

  #look(): void {
    const now = performance.now()
    const late: [pg.ClientBase, Session][] = []
    for (const [client, session] of this.#sessions) {
      const { _activeQuery: statement } = internals(client)
      if (statement !== session.statement) Object.assign(session, { statement, since: now, doubts: 0 })
      else if (statement !== null && now - session.since > this.limitMs) late.push([client, session])
    }
    if (late.length === 0) return
    this.#asking ??= this.#askAfter(late).finally(() => {
      this.#asking = undefined
    })
  }

  async #askAfter(late: [pg.ClientBase, Session][]): Promise<void> {
    const isSure = this.#options.silentMs !== undefined
    const asked = late.map(([, session]) => session.statement)
    const working = isSure ? [] : await this.#working(late.map(([, session]) => session))
    if (working === undefined) return
    let isSilent = false
    for (const [n, [client, session]] of late.entries()) {
      if (session.statement !== asked[n] || internals(client)._activeQuery !== asked[n]) continue
      session.doubts = working.includes(session.pid) ? 0 : session.doubts + 1
      if (!isSure && session.doubts < MOST_DOUBTS) continue
      isSilent = true
      const took = Math.round((performance.now() - session.since) / 1000)
      internals(client).connection.stream.destroy(new Error(`Connection terminated: silent for ${took} s`))
    }
    if (isSilent) this.renew()
  }

  /**
   * The processes of PostgreSQL, among these, that work on a statement; undefined where it does not answer.
   */
  async #working(sessions: Session[]): Promise<number[] | undefined> {
    const limits = { connectionTimeoutMillis: ASK_MS, query_timeout: ASK_MS }
    const client = new pg.Client({ ...this.#pool.options, ...limits })
    client.on('error', () => {})
    try {
      await client.connect()
      const pids = sessions.filter(({ server }) => server === serverOf(client)).map(({ pid }) => pid)
      const { rows } = await client.query<{ pid: number }>(
        `select pid from pg_stat_activity where pid = any($1::int[]) and state = 'active'`,
        [pids]
      )
      return rows.map(({ pid }) => pid)
    } catch (error) {
      // An error of PostgreSQL (too many connections) says nothing about the other connections; a missing
      // answer does.
      return (error as { severity?: string }).severity === undefined ? [] : undefined
    } finally {
      client.end().catch(() => {})
      internals(client).connection.stream.destroy()
    }
  }
}

const known = new WeakMap<pg.Pool, Sessions>()

/** The connections of a pool with these options. */
export function watchSessions(pool: pg.Pool, options: SessionOptions): Sessions {
  const sessions = new Sessions(pool, options)
  known.set(pool, sessions)
  return sessions
}

export function sessionsOf(pool: pg.Pool): Sessions {
  return known.get(pool) as Sessions
}
