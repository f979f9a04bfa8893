import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Logger } from 'pino'
import type { Config } from './config.ts'
import { type Embedded, startEmbedded } from './embedded/index.ts'
import { auditKeyOf, checkKeys, contentsOf, hasherOf, vaultOf } from './keys.ts'
import { SealWatch } from './platform/audit/watch.ts'
import { localIssuer } from './platform/auth/local-issuer.ts'
import { oidcIssuer } from './platform/auth/oidc-issuer.ts'
import { Tokens } from './platform/auth/tokens.ts'
import { connect } from './platform/database/connect.ts'
import { warnOfFewConnections } from './platform/database/connection/connections.ts'
import { whileAlone } from './platform/database/migration/alone.ts'
import { ClockWatch } from './platform/observability/clock.ts'
import { reasonOf } from './platform/observability/log.ts'
import { backgroundMeters } from './platform/observability/metrics.ts'
import { inProject } from './platform/project.ts'
import { createJobs, OPERATION_CONNECTIONS } from './platform/work/jobs.ts'
import type { AppContext } from './platform/work/work.ts'
import { buildService, type ServiceParts } from './service.ts'
import { announce } from './startup/announce.ts'
import { startBackground } from './startup/background.ts'
import { Closing } from './startup/closing.ts'
import { loadFirstData, type Say } from './startup/first-data.ts'
import { prepareDatabase } from './startup/prepare.ts'
import { StartError } from './startup/start-error.ts'
import { openTelemetry, runnerOf } from './startup/telemetry.ts'
import { warmUp } from './startup/warm-up.ts'

export { StartError } from './startup/start-error.ts'

export interface Running {
  address: string
  /** Lets `/readyz` fail for a while, then closes everything. Returns the steps that did not end in time. */
  stop(): Promise<string[]>
}

const seedFile = fileURLToPath(inProject('data/jilin-units.csv'))

/** How long the service may take to stop, in milliseconds. */
export function longestStopMs({ SHUTDOWN_SECONDS }: Pick<Config, 'SHUTDOWN_SECONDS'>): number {
  return (2 * SHUTDOWN_SECONDS + 5) * 1000
}

/** Starts the service. When a step fails, everything that was opened before is closed. */
export async function start(config: Config, log: Logger, say: Say): Promise<Running> {
  const closing = new Closing((step, error) => log.error({ event: 'stop.failed', step, err: error }))
  let isDraining = false
  const stop = async () => {
    const { SHUTDOWN_SECONDS, DATABASE_URL, DRAIN_SECONDS = DATABASE_URL === undefined ? 0 : 5 } = config
    const drainMs = Math.min(DRAIN_SECONDS, SHUTDOWN_SECONDS) * 1000
    isDraining = true
    await pause(drainMs)
    return closing.close(longestStopMs(config) - drainMs - LAST_WORDS_MS)
  }
  try {
    const embedded = await openDatabase(config, log, say, closing)
    const parts = await openParts(config, log, say, embedded, closing)
    const address = await serve({ ...parts, isDraining: () => isDraining }, closing)
    announce(address, config, embedded, say)
    return { address, stop }
  } catch (error) {
    await closing.close(longestStopMs(config))
    throw error
  }
}

/** Time to report which step did not end, in milliseconds. */
const LAST_WORDS_MS = 500

/** PostgreSQL and its processes need this long to end, even when they are killed. */
const POSTGRES_LEAST_MS = 3000

/** Brings the database up to date: the one of DATABASE_URL, or else the embedded one, which it starts. */
async function openDatabase(
  config: Config,
  log: Logger,
  say: Say,
  closing: Closing
): Promise<Embedded | undefined> {
  if (config.DATABASE_URL !== undefined) {
    await prepareDatabase(config.DATABASE_URL, config.DATABASE_ROLE, say).catch((error: Error) => {
      if (error.name === 'StartError') throw error
      throw new StartError(
        `The database of DATABASE_URL cannot be brought up to date (${reasonOf(error)}): ` +
          'the database must exist, and its owner must have run `npm run migrate`.'
      )
    })
    return undefined
  }
  const onCrash = (message: string) => log.error({ event: 'database.crashed', message })
  const embedded = await startEmbedded({ dataDir: config.DATA_DIR, say, onCrash })
  closing.add('PostgreSQL', embedded.stop, { leastMs: POSTGRES_LEAST_MS })
  await prepareDatabase(embedded.ownerUrl, 'service', say)
  return embedded
}

/** Operations have their own connections, so that long ones take none from requests. */
type OpenParts = ServiceParts & {
  operations: AppContext
  clock: ClockWatch
  trimLog: (() => void) | undefined
}

async function openParts(
  config: Config,
  log: Logger,
  say: Say,
  embedded: Embedded | undefined,
  closing: Closing
): Promise<OpenParts> {
  const url = embedded?.url ?? (config.DATABASE_URL as string)
  const onError = (error: Error) => log.warn({ event: 'database.connection', err: error })
  const options = { url, max: config.DATABASE_POOL_SIZE, statementTimeoutMs: config.STATEMENT_TIMEOUT_MS }
  const { db, pool } = connect({ ...options, name: 'api', onError })
  closing.add('database connections', () => db.destroy())
  const plain = { db, auditKey: auditKeyOf(config), clock: () => new Date(), log }
  const clock = new ClockWatch(plain)
  const context = { ...plain, hasRightClock: () => clock.check() }
  await warnOfFewConnections(db, log, config)
  const sealing = { vault: vaultOf(config), contents: await contentsOf(config) }
  await checkKeys(context, sealing)
  const telemetry = await openTelemetry(config, closing, embedded?.restarts)
  const noteFile = config.AUDIT_SEAL_FILE ?? join(config.DATA_DIR, 'audit-seal.json')
  const watch = new SealWatch(context, noteFile, telemetry.metrics.registry)
  await watch.check(context.clock())
  const seeds = config.SEED_UNITS ?? (embedded && seedFile)
  await whileAlone(pool, 'loading the first data', () => loadFirstData(context, seeds, say))
  const issuer = config.OIDC_ISSUER
    ? oidcIssuer(config.OIDC_ISSUER, config.OIDC_AUDIENCE as string)
    : await localIssuer(config.DATA_DIR)
  const jobs = createJobs(url, (error) => log.warn({ event: 'jobs.failed', err: error }))
  const tokens = new Tokens(issuer, context.clock, config)
  const own = connect({ ...options, max: OPERATION_CONNECTIONS, name: 'operations', onError })
  closing.add('connections of operations', () => own.db.destroy())
  const operations = { ...context, db: own.db }
  const rest = { ...sealing, watch, hashed: hasherOf(config), trimLog: embedded?.trimLog }
  return { config, context, operations, clock, pool, tokens, jobs, ...telemetry, ...rest }
}

/** Starts the background steps, then the port of the metrics, then the port for callers. */
async function serve(parts: OpenParts, closing: Closing): Promise<string> {
  const { config, operations, jobs, metrics, clock, traces } = parts
  const mostMs = config.SHUTDOWN_SECONDS * 1000
  const { asked, seal, others } = startBackground(parts)
  closing.add('sealing', seal.stop, { leastMs: 500 })
  closing.add('background steps', () => Promise.all(others.map(({ stop }) => stop())))
  const app = await buildService({ ...parts, background: { ...asked, clock } })
  backgroundMeters(metrics, asked)
  await jobs.start(runnerOf(operations, traces))
  closing.add('jobs', (limitMs) => jobs.stop(limitMs), { mostMs })
  if (config.METRICS_PORT !== undefined) {
    const server = await metrics
      .listen(config.HOST, config.METRICS_PORT)
      .catch(portTaken(config.METRICS_PORT))
    closing.add('metrics', async () => server.close())
  }
  closing.add('requests', () => app.close(), { mostMs })
  // Behind a gateway the first requests are as many as later ones. A trial should start quickly.
  if (config.DATABASE_URL !== undefined) await warmUp(app, parts)
  return app.listen({ host: config.HOST, port: config.PORT }).catch(portTaken(config.PORT))
}

function portTaken(port: number) {
  return (error: NodeJS.ErrnoException): never => {
    if (error.code !== 'EADDRINUSE') throw error
    throw new StartError(
      `Port ${port} is in use. Stop the program that uses it, or set PORT (METRICS_PORT) to another one.`
    )
  }
}
