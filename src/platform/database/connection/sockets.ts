import type { Duplex } from 'node:stream'
import type pg from 'pg'

// What a connection is beneath the driver: its socket, and how one is closed that does not answer.

/** What the types of pg leave out. A test fails when pg no longer has it. */
interface Internals {
  _activeQuery: object | null
  /** What was sent behind it. */
  _sentQueryQueue: object[]
  connection: { stream: Duplex & { remoteAddress?: string; remotePort?: number } }
}

export const internals = (client: pg.ClientBase) => client as unknown as Internals

/** Address and port that a connection leads to. */
export function serverOf(client: pg.ClientBase): string {
  const { remoteAddress = '', remotePort = 0 } = internals(client).connection.stream
  return `${remoteAddress} ${remotePort}`
}

/** Gives back a connection that is not to be used again. Nothing is waited for: it may be silent. */
export function discard(client: pg.PoolClient): void {
  client.release(true)
  internals(client).connection.stream.destroy()
}

/**
 * Ends a connection when it has answered what it was asked, or at once: a silent one would never say goodbye.
 */
export function leave(client: pg.Client): void {
  client.end().catch(() => {})
  // Between a refusal and the next answer no statement is the active one, and others still wait.
  const { _activeQuery: active, _sentQueryQueue: sent, connection } = internals(client)
  if (active === null && sent.length === 0) connection.stream.destroy()
}
