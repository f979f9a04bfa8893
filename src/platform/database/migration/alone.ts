import type pg from 'pg'

/**
 * Runs something that only one instance may do at a time, during their starts; the others wait without limit.
 * A session holds the lock, not a transaction, because the work needs its own transactions.
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
    // Closed afterwards: its settings differ, and its end frees the lock.
    client.release(true)
  }
}
