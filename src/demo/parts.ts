import type { Pool } from 'pg'
import type { Logger } from 'pino'
import type { Config } from '../config.ts'
import { auditKeyOf, contentsOf, hasherOf, vaultOf } from '../keys.ts'
import { localIssuer } from '../platform/auth/local-issuer.ts'
import { Tokens } from '../platform/auth/tokens.ts'
import type { Db } from '../platform/database/connect.ts'
import { createMetrics } from '../platform/observability/metrics.ts'
import type { ServiceParts } from '../service-parts.ts'
import type { Clock } from './clock.ts'
import { Queue } from './queue.ts'

interface Given {
  config: Config
  db: Db
  pool: Pool
  clock: Clock
  log: Logger
}

/** The parts of a service that lives in the time of the story, and answers as fast as it can. */
export async function partsOf({
  config,
  db,
  pool,
  clock,
  log
}: Given): Promise<ServiceParts & { jobs: Queue }> {
  const context = { db, auditKey: auditKeyOf(config), clock: () => clock.now, log }
  return {
    config: { ...config, RATE_LIMIT: 0, OVERLOAD_MS: 0 },
    context,
    pool,
    tokens: new Tokens(await localIssuer(config.DATA_DIR), context.clock, config),
    jobs: new Queue(),
    metrics: createMetrics(),
    vault: vaultOf(config),
    hashed: hasherOf(config),
    contents: await contentsOf(config)
  }
}
