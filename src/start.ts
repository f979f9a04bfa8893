import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Logger } from 'pino'
import type { Config } from './config.ts'
import { keepCheckingMonths } from './funds/index.ts'
import { keepWatchingCommitments } from './interviews/index.ts'
import { auditKeyOf, hasherOf, vaultOf, warnOfOtherKeys } from './keys.ts'
import { keepSealing } from './platform/audit/seal.ts'
import { SealWatch } from './platform/audit/watch.ts'
import { localIssuer } from './platform/auth/local-issuer.ts'
import { oidcIssuer } from './platform/auth/oidc-issuer.ts'
import { Tokens } from './platform/auth/tokens.ts'
import { connect } from './platform/database/connect.ts'
import { type Embedded, startEmbedded } from './platform/embedded/index.ts'
import { keepReacting } from './platform/events.ts'
import { createJobs, OPERATION_CONNECTIONS } from './platform/jobs.ts'
import { createMetrics } from './platform/metrics.ts'
import { runOperation } from './platform/operations/index.ts'
import { inProject } from './platform/project.ts'
import { fill, Refusal } from './platform/refusal.ts'
import { keepSweeping } from './platform/sweeping.ts'
import type { Workshop } from './platform/work.ts'
import { prepareDatabase } from './prepare.ts'
import { keepRetaining } from './retained.ts'
import { buildService, constraints, followers, type House, handlers, reactions, subjects } from './service.ts'
import { keepWatching } from './terms/index.ts'
import { keepDay, seedUnits } from './units/index.ts'

export interface Running {
  address: string
  stop(): Promise<void>
}

/** What went wrong at the start, in words for an operator. */
export class StartError extends Error {
  override name = 'StartError'
}

const seedFile = fileURLToPath(inProject('data/jilin-units.csv'))

/** Brings the service up. Whatever was opened is closed again when a later step fails. */
export async function start(config: Config, log: Logger, say: Say): Promise<Running> {
  const opened: Opened = []
  // Last opened, first closed: HTTP, then jobs and background steps, then the pool, PostgreSQL at the end.
  const stop = async () => {
    for (let close = opened.pop(); close !== undefined; close = opened.pop()) {
      await close().catch((error: unknown) => log.error({ event: 'stop.failed', err: error }))
    }
  }
  try {
    const embedded = await openDatabase(config, log, say, opened)
    const house = await openHouse(config, log, say, embedded, opened)
    const address = await serve(house, opened)
    announce(address, config, embedded, say)
    return { address, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

type Say = (line: string) => void
type Opened = (() => Promise<unknown>)[]

/** The embedded PostgreSQL, unless DATABASE_URL names another; either way brought up to date. */
async function openDatabase(
  config: Config,
  log: Logger,
  say: Say,
  opened: Opened
): Promise<Embedded | undefined> {
  if (config.DATABASE_URL !== undefined) {
    await prepareDatabase(config.DATABASE_URL, config.DATABASE_ROLE, say).catch((error: Error) => {
      const { message, code } = error as NodeJS.ErrnoException
      throw new StartError(
        `The database of DATABASE_URL cannot be brought up to date: ${message || code}.\n` +
          'Is it there, and has its owner run `npm run migrate`?'
      )
    })
    return undefined
  }
  const onCrash = (message: string) => log.error({ event: 'database.crashed', message })
  const embedded = await startEmbedded({ dataDir: config.DATA_DIR, say, onCrash })
  opened.push(embedded.stop)
  await prepareDatabase(embedded.ownerUrl, 'service', say)
  return embedded
}

/** Operations have connections of their own: they take none from requests, however long they hold theirs. */
type OpenHouse = House & { operations: Workshop }

async function openHouse(
  config: Config,
  log: Logger,
  say: Say,
  embedded: Embedded | undefined,
  opened: Opened
): Promise<OpenHouse> {
  const url = embedded?.url ?? (config.DATABASE_URL as string)
  const onError = (error: Error) => log.warn({ event: 'database.connection', err: error })
  const options = { url, max: config.DATABASE_POOL_SIZE, statementTimeoutMs: config.STATEMENT_TIMEOUT_MS }
  const { db, pool } = connect({ ...options, name: 'api', onError })
  opened.push(() => db.destroy())
  const shop = { db, auditKey: auditKeyOf(config), clock: () => new Date(), log }
  const vault = vaultOf(config)
  await warnOfOtherKeys(shop, vault)
  const metrics = createMetrics()
  const noteFile = config.AUDIT_SEAL_FILE ?? join(config.DATA_DIR, 'audit-seal.json')
  const watch = new SealWatch(shop, noteFile, metrics.registry)
  await watch.check(shop.clock())
  await loadUnits(shop, config.SEED_UNITS ?? (embedded && seedFile), say)
  const issuer = config.OIDC_ISSUER
    ? oidcIssuer(config.OIDC_ISSUER, config.OIDC_AUDIENCE as string)
    : await localIssuer(config.DATA_DIR)
  const jobs = createJobs(url, onError)
  const tokens = new Tokens(issuer, shop.clock, config)
  const own = connect({ ...options, max: OPERATION_CONNECTIONS, name: 'operations', onError })
  opened.push(() => own.db.destroy())
  const operations = { ...shop, db: own.db }
  return { config, shop, operations, pool, tokens, jobs, metrics, vault, watch, hashed: hasherOf(config) }
}

/** Background steps, then metrics, then the port that callers use. */
async function serve(house: OpenHouse, opened: Opened): Promise<string> {
  const { config, shop, operations, jobs, metrics, watch: seals } = house
  const onFailure = (event: string) => (error: unknown) => shop.log.warn({ event, err: error })
  const sealing = keepSealing(shop.db, shop.auditKey, shop.clock, onFailure('audit.seal-failed'), seals)
  opened.push(() => sealing.stop())
  const days = keepDay(shop, followers, onFailure('units.day-failed'))
  opened.push(() => days.stop())
  const watching = { subjects, reminderDays: config.TERM_REMINDER_DAYS }
  const watch = keepWatching(shop, watching, onFailure('terms.watch-failed'))
  opened.push(() => watch.stop())
  const promises = keepWatchingCommitments(shop, onFailure('interviews.watch-failed'))
  opened.push(() => promises.stop())
  const reacting = keepReacting(shop, reactions, onFailure('events.reaction-failed'))
  opened.push(() => reacting.stop())
  const checking = keepCheckingMonths(shop, jobs, onFailure('funds.schedule-failed'))
  opened.push(() => checking.stop())
  const retaining = keepRetaining(shop, config, onFailure('retention.watch-failed'))
  opened.push(() => retaining.stop())
  const sweeping = keepSweeping(shop, onFailure('sweep-failed'))
  opened.push(() => sweeping.stop())
  const app = await buildService(house)
  await jobs.start((attempt) => runOperation(operations, handlers, constraints, attempt))
  opened.push(() => jobs.stop(config.SHUTDOWN_SECONDS * 1000))
  if (config.METRICS_PORT !== undefined) {
    const server = await metrics
      .listen(config.HOST, config.METRICS_PORT)
      .catch(portTaken(config.METRICS_PORT))
    opened.push(async () => server.close())
  }
  opened.push(() => within(config.SHUTDOWN_SECONDS, app.close()))
  return app.listen({ host: config.HOST, port: config.PORT }).catch(portTaken(config.PORT))
}

async function loadUnits(shop: Workshop, file: string | undefined, say: Say): Promise<void> {
  if (file === undefined) return
  say(`loading units from ${basename(file)}, if there are none yet …`)
  const loaded = await seedUnits(shop, file).catch((error: Error) => {
    throw new StartError(`The units of ${file} cannot be loaded: ${reasonOf(error)}`)
  })
  if (loaded !== undefined) say(`loaded ${loaded.created} units`)
}

/** Why a file of units was refused, fault by fault. */
function reasonOf(error: Error): string {
  const faults = error instanceof Refusal ? (error.particulars.faults ?? []) : []
  const lines = faults.slice(0, 20).map(({ pointer, column, sentence, values }) => {
    return `\n  ${pointer}${column === undefined ? '' : `, ${column}`}: ${fill(sentence.en, values)}`
  })
  return error.message + lines.join('')
}

function portTaken(port: number) {
  return (error: NodeJS.ErrnoException): never => {
    if (error.code !== 'EADDRINUSE') throw error
    throw new StartError(
      `Port ${port} is taken. Stop what uses it, or set PORT (METRICS_PORT) to another one.`
    )
  }
}

/** Waits for requests in flight, but not for ever: a client that never reads must not keep the service. */
async function within(seconds: number, closed: Promise<unknown>): Promise<void> {
  await Promise.race([closed, new Promise((done) => setTimeout(done, seconds * 1000).unref())])
}

function announce(address: string, config: Config, embedded: Embedded | undefined, say: Say): void {
  say('')
  say(`  社会救助监管服务 is ready on ${address}`)
  say(`  docs      ${address}/docs`)
  say(`  data      ${embedded?.dataFolder ?? 'in the database that DATABASE_URL names'}`)
  if (config.OIDC_ISSUER === undefined) {
    say('  token     npm run -s token -- --unit 22 --roles admin,planner,leader')
  }
  if (config.METRICS_PORT !== undefined) say(`  metrics   port ${config.METRICS_PORT}, /metrics`)
  say('  stop      Ctrl-C')
  say('')
}
