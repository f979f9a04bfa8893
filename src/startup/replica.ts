import type { Reads } from '../platform/database/reads.ts'
import { Replica } from '../platform/database/replica.ts'
import { errorOf } from '../platform/errors/thrown.ts'
import type { App } from '../platform/http/app.ts'
import { Complaints } from '../platform/observability/complaints.ts'
import type { ServiceParts } from '../service-parts.ts'

/** The standby of DATABASE_REPLICA_URL, if it is set. While it is down, the primary answers. */
export function openReplica(app: App, parts: ServiceParts, primary: Reads): Replica | undefined {
  const { config, context, metrics } = parts
  const {
    DATABASE_REPLICA_URL: url,
    DATABASE_POOL_SIZE: max,
    STATEMENT_TIMEOUT_MS: statementTimeoutMs
  } = config
  if (url === undefined) return undefined
  const complaints = new Complaints()
  const onError = (err: unknown) => {
    const { message } = errorOf(err)
    complaints.complain(message, (times) => context.log.warn({ event: 'database.replica-down', times, err }))
  }
  const onFallBack = (reason: 'behind' | 'down', error?: unknown) => {
    if (error !== undefined) return onError(error)
    complaints.complain(reason, (times) => context.log.warn({ event: 'database.replica-behind', times }))
  }
  const options = { url, max, statementTimeoutMs, name: 'replica', onError }
  const replica = new Replica(options, { primary, registry: metrics.registry, onFallBack })
  app.addHook('onClose', () => replica.end())
  return replica
}
