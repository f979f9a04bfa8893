import type { Duplex } from 'node:stream'
import type pg from 'pg'

// The socket of a connection, and ways to close a connection that does not answer.

/** Internals of pg, which its types leave out. A test fails when pg no longer has them. */
interface Internals {
  _activeQuery: object | null
  /** The statements sent after it. */
  _sentQueryQueue: object[]
  connection: { stream: Duplex & { remoteAddress?: string; remotePort?: number } }
}

export const internals = (client: pg.ClientBase) => client as unknown as Internals

/** Address and port that a connection leads to. */
export function serverOf(client: pg.ClientBase): string {
  const { remoteAddress = '', remotePort = 0 } = internals(client).connection.stream
  return `${remoteAddress} ${remotePort}`
}

/**
 * Gives back a connection that must not be used again. It does not wait, because the connection may be
 * silent.
 */
export function discard(client: pg.PoolClient): void {
  client.release(true)
  internals(client).connection.stream.destroy()
}

/** Ends a connection when it has answered, or at once, because a silent one would never end. */
export function leave(client: pg.Client): void {
  client.end().catch(() => {})
  // Between a refusal and the next answer no statement is active, while others still wait.
  const { _activeQuery: active, _sentQueryQueue: sent, connection } = internals(client)
  if (active === null && sent.length === 0) connection.stream.destroy()
}
