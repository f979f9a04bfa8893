import type { FastifyBaseLogger } from 'fastify'
import { sql } from 'kysely'
import type { Config } from '../../../config.ts'
import type { Db } from '../connect.ts'

/**
 * Connections in addition to the pool: 4 for single reads, 5 for jobs, 6 for operations, 1 for readiness, 1
 * for metrics.
 */
const BESIDE_POOL = 17

/** How many connections all instances may need together. */
export function connectionsNeeded({ DATABASE_POOL_SIZE, INSTANCES }: ConnectionConfig): number {
  return INSTANCES * (DATABASE_POOL_SIZE + BESIDE_POOL)
}

type ConnectionConfig = Pick<Config, 'DATABASE_POOL_SIZE' | 'INSTANCES'>

/**
 * Warns at the start where the server allows fewer connections than all instances may need. Otherwise it
 * shows only under load, when the last requests are refused. Instances beyond INSTANCES are known by their
 * addresses, as in added containers. The figures are those of PostgreSQL, not of a pooler.
 */
export async function warnOfFewConnections(
  db: Db,
  log: Pick<FastifyBaseLogger, 'warn'>,
  config: ConnectionConfig
): Promise<void> {
  const { rows } = await sql<{ allowed: number; addresses: number }>`
    select current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int
        - coalesce(current_setting('reserved_connections', true), '0')::int as allowed,
      (select count(distinct client_addr)::int from pg_stat_activity
        where datname = current_database() and usename = current_user) as addresses`.execute(db)
  const { allowed, addresses } = rows[0] ?? { allowed: Number.POSITIVE_INFINITY, addresses: 0 }
  const { DATABASE_POOL_SIZE: poolSize } = config
  const instances = Math.max(config.INSTANCES, addresses)
  const needed = connectionsNeeded({ DATABASE_POOL_SIZE: poolSize, INSTANCES: instances })
  if (needed <= allowed) return
  log.warn({
    event: 'database.few-connections',
    needed,
    allowed,
    msg:
      `${instances} instances with DATABASE_POOL_SIZE=${poolSize} may need ${needed} connections, ` +
      `the database allows ${allowed}: raise max_connections of PostgreSQL, ` +
      'or lower DATABASE_POOL_SIZE or INSTANCES'
  })
}
