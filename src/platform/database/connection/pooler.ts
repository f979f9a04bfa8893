import type pg from 'pg'

const ROUNDS = 4

class PoolerRefused extends Error {
  override name = 'StartError'
}

/**
 * A pooler in transaction mode gives each transaction another session of PostgreSQL, so settings, prepared
 * statements and locks of a session would belong to others. This check needs two connections that keep two
 * different sessions.
 *
 * @throws StartError
 */
export async function mustKeepSessions(pool: pg.Pool): Promise<void> {
  const clients = await Promise.all([pool.connect(), pool.connect()])
  const seen = clients.map(() => new Set<number>())
  try {
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const [n, client] of clients.entries()) {
        const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
        seen[n]?.add(rows[0]?.pid as number)
      }
    }
  } finally {
    for (const client of clients) client.release()
  }
  const [first, second] = seen as [Set<number>, Set<number>]
  if (first.size === 1 && second.size === 1 && ![...first].some((pid) => second.has(pid))) return
  throw new PoolerRefused(
    'DATABASE_URL leads to a pooler in transaction mode (PgBouncer: pool_mode = transaction), ' +
      'where a connection is another session in each transaction: use session mode, or PostgreSQL directly'
  )
}
