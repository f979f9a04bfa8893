import type pg from 'pg'

/**
 * Does what several instances must not do at once, while they all start; the others wait, however long it
 * takes. It is held by a session, not a transaction: the work itself needs transactions of its own.
 */
export async function whileAlone<T>(pool: pg.Pool, name: string, action: () => Promise<T>): Promise<T> {
  const client = await pool.connect()
  try {
    await client.query(
      `select set_config('statement_timeout', '0', false), set_config('lock_timeout', '0', false)`
    )
    await client.query('select pg_advisory_lock(hashtextextended($1, 0))', [name])
    return await action()
  } finally {
    // Not used again: its settings are others, and its end frees the lock.
    client.release(true)
  }
}
