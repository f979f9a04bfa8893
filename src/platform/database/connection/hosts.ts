import { Socket } from 'node:net'
import { checkServerIdentity, type PeerCertificate } from 'node:tls'
import pg from 'pg'
import { errorOf } from '../../errors/thrown.ts'
import { partsOf, type ServerRole, type UrlParts } from './database-url.ts'

// A URL may name several servers, as for libpq: `postgres://user:password@a:5432,b:5432/name`. One of them
// takes writes, and after a failover another one. The driver knows one host for each URL, so the right one is
// looked for whenever a connection is opened: by pools, by the job queue and by its LISTEN alike.

/** A server that does not answer within this time, in milliseconds, is skipped. */
const ASK_MS = 1500
/**
 * Connections opened at the same time share one search; later ones search again, because the primary may have
 * moved.
 */
const FRESH_MS = 1000

const TLS = ['ssl', 'sslmode', 'sslcert', 'sslkey', 'sslrootcert', 'uselibpqcompat']

interface Server {
  url: string
  host: string
  port: number
}

type Connection = Pick<pg.ClientConfig, 'ssl' | 'stream'> & { connectionString: string }

const known = new Map<string, Connection>()

/** The options of the driver for a URL. A single host without attributes is left to the driver. */
export function connectionOf(url: string, role: ServerRole = 'primary'): Connection {
  const parts = partsOf(url)
  if (parts === undefined || (parts.hosts.length === 1 && parts.attributes === undefined)) {
    return { connectionString: url }
  }
  const key = `${role} ${url}`
  const found = known.get(key) ?? searching(parts, role)
  known.set(key, found)
  return found
}

/** Whether each session must be checked for taking writes: where the URL names several servers. */
export function isSearched({ stream }: Connection): boolean {
  return stream !== undefined
}

function searching(parts: UrlParts, role: ServerRole): Connection {
  const servers = parts.hosts.map((one): Server => {
    const url = parts.with(one, parts.query)
    const { host, port } = new pg.Client({ connectionString: url })
    return { url, host, port }
  })
  const search = new Search(servers, role)
  const [first] = servers as [Server]
  const query = new URLSearchParams(parts.query)
  for (const name of TLS) query.delete(name)
  return {
    connectionString: parts.with(parts.hosts[0] as string, query),
    ssl: tlsOf(first, servers),
    stream: () => socketTo(search)
  }
}

/**
 * The driver compares the certificate with the first host, whichever it is connected to; here any of the
 * hosts is accepted. The search itself has compared each host with its own certificate.
 */
function tlsOf({ url }: Server, servers: readonly Server[]): pg.ClientConfig['ssl'] {
  const { ssl } = new pg.Client({ connectionString: url }) as unknown as Pick<pg.ClientConfig, 'ssl'>
  if (!ssl) return false
  const options = ssl === true ? {} : ssl
  const isOneOfThem = (_host: string, certificate: PeerCertificate) => {
    const faults = servers.map(({ host }) => checkServerIdentity(host, certificate))
    return faults.includes(undefined) ? undefined : faults[0]
  }
  return { checkServerIdentity: isOneOfThem, ...options }
}

/** A socket that finds its server when the driver connects it. */
function socketTo(search: Search): Socket {
  const socket = new Socket()
  const connect = socket.connect.bind(socket)
  const connectFound = () => {
    search.find().then(
      ({ host, port }) => {
        // The driver may have given up meanwhile.
        if (socket.destroyed) return
        if (host.startsWith('/')) connect(`${host}/.s.PGSQL.${port}`)
        else connect(port, host)
      },
      (error: Error) => socket.destroy(error)
    )
    return socket
  }
  socket.connect = connectFound
  return socket
}

/** Finds the server with a role among several: asks them in order and takes the first that has it. */
class Search {
  readonly #servers: readonly Server[]
  readonly #role: ServerRole
  #found: Promise<Server> | undefined
  #until = 0

  constructor(servers: readonly Server[], role: ServerRole) {
    this.#servers = servers
    this.#role = role
  }

  find(): Promise<Server> {
    if (this.#found === undefined || performance.now() > this.#until) {
      this.#until = Number.POSITIVE_INFINITY
      this.#found = this.#ask().finally(() => {
        this.#until = performance.now() + FRESH_MS
      })
      this.#found.catch(() => {
        this.#until = 0
      })
    }
    return this.#found
  }

  async #ask(): Promise<Server> {
    const reasons: string[] = []
    for (const server of this.#servers) {
      const reason = await reasonAgainst(server, this.#role)
      if (reason === undefined) return server
      reasons.push(`${server.host}:${server.port} ${reason}`)
    }
    const wanted = this.#role === 'primary' ? 'takes writes' : 'is a standby'
    throw Object.assign(new Error(`no server ${wanted}: ${reasons.join('; ')}`), { code: 'ECONNREFUSED' })
  }
}

/** Why a server is not the wanted one. */
async function reasonAgainst({ url }: Server, role: ServerRole): Promise<string | undefined> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'social-assistance-supervision search',
    connectionTimeoutMillis: ASK_MS,
    query_timeout: ASK_MS
  })
  client.on('error', () => {})
  try {
    await client.connect()
    const { rows } = await client.query<{ isStandby: boolean; isReadOnly: boolean }>(
      `select pg_is_in_recovery() as "isStandby",
        current_setting('transaction_read_only')::bool as "isReadOnly"`
    )
    const { isStandby, isReadOnly } = rows[0] as { isStandby: boolean; isReadOnly: boolean }
    if (role === 'standby') return isStandby ? undefined : 'is no standby'
    return isStandby || isReadOnly ? 'is read-only' : undefined
  } catch (error) {
    const { code, message } = errorOf(error)
    return `did not answer (${code ?? message})`
  } finally {
    client.end().catch(() => {})
  }
}
