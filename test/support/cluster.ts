import { hash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { pino } from 'pino'
import { auditKey } from '../../src/platform/audit/key.ts'
import { connect } from '../../src/platform/database/connect.ts'
import { startEmbedded } from '../../src/platform/embedded/index.ts'
import { prepareDatabase } from '../../src/prepare.ts'
import { seedUnits } from '../../src/units/index.ts'

/**
 * The PostgreSQL of the tests: an embedded one, or, with TEST_DATABASE_URL, another whose role may create
 * databases. Every test file works in its own copy of one prepared database.
 */
export interface TestCluster {
  /** The role that owns the databases, on the prepared one. */
  ownerUrl: string
  /** The role of the service, on the prepared one. */
  serviceUrl: string
}

/** Of this checkout and this user alone: another one's run starts and stops, and deletes, its own. */
export const dataDir = join(tmpdir(), `supervision-tests-${process.getuid?.() ?? 'user'}-${checkout()}`)
const file = join(dataDir, 'cluster.json')
const units = fileURLToPath(new URL('../../data/jilin-units.csv', import.meta.url))
export const AUDIT_SECRET = 'a secret of the tests, long enough to count'

/** Starts the cluster, prepares the database to copy, and leaves it running. */
export async function prepareCluster(): Promise<void> {
  mkdirSync(dataDir, { recursive: true })
  const given = process.env.TEST_DATABASE_URL
  const cluster = given === undefined ? await embedded() : await prepared(given, given)
  const role = given === undefined ? 'service' : undefined
  await prepareDatabase(cluster.ownerUrl, role, () => {})
  const { db } = open(cluster.ownerUrl)
  await seedUnits(
    {
      db,
      auditKey: auditKey(AUDIT_SECRET),
      clock: () => new Date('2026-01-01T00:00:00Z'),
      log: pino({ level: 'silent' })
    },
    units
  )
  await db.destroy()
  writeFileSync(file, JSON.stringify(cluster))
}

/** The cluster, which the run that started this process starts when the first test asks for it. */
export async function cluster(): Promise<TestCluster> {
  if (process.env.CLUSTER_ON_DEMAND !== undefined) await askForCluster()
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    throw new Error('The PostgreSQL of the tests is not running. Run a test file by: npm run test:one FILE')
  }
}

let asked: Promise<void> | undefined

function askForCluster(): Promise<void> {
  asked ??= new Promise((done) => {
    process.on('message', (message: { cluster?: true }) => message.cluster && done())
    process.send?.({ wanted: 'cluster' })
  })
  return asked
}

/** Stops what `prepareCluster` started; what was prepared stays for the next run, or goes too. */
export async function stopCluster({ keep }: { keep: boolean }): Promise<void> {
  rmSync(file, { force: true })
  if (process.env.TEST_DATABASE_URL === undefined) await (await running)?.stop()
  if (!keep) rmSync(dataDir, { recursive: true, force: true })
}

let running: ReturnType<typeof start> | undefined

async function embedded(): Promise<TestCluster> {
  running = start().catch(() => {
    // The remains of a run that was killed may be unusable.
    rmSync(dataDir, { recursive: true, force: true })
    mkdirSync(dataDir)
    return start()
  })
  const { ownerUrl, url, dataFolder } = await running
  hurry(dataFolder)
  return prepared(ownerUrl, url)
}

/** What is lost when the machine fails is made again by the next run; and nothing grows old here. */
function hurry(dataFolder: string): void {
  if (process.platform === 'win32') return
  writeFileSync(join(dataFolder, 'postgresql.auto.conf'), 'fsync = off\nautovacuum = off\n')
  const [postmaster] = readFileSync(join(dataFolder, 'postmaster.pid'), 'utf8').split('\n')
  process.kill(Number(postmaster), 'SIGHUP')
}

function start() {
  return startEmbedded({ dataDir, say: () => {} })
}

/** An empty database by the name of the migrations as they are: changed ones get another. */
async function prepared(ownerUrl: string, serviceUrl: string): Promise<TestCluster> {
  const name = `prepared_${fingerprint()}`
  const { db } = open(at(ownerUrl, 'postgres'))
  const found = await sql`select from pg_database where datname = ${name}`.execute(db)
  if (found.rows.length === 0) await sql`create database ${sql.id(name)}`.execute(db)
  await db.destroy()
  return { ownerUrl: at(ownerUrl, name), serviceUrl: at(serviceUrl, name) }
}

function checkout(): string {
  return hash('sha256', fileURLToPath(new URL('../..', import.meta.url)), 'hex').slice(0, 12)
}

function fingerprint(): string {
  const folder = new URL('../../migrations/', import.meta.url)
  const files = readdirSync(folder).filter((name) => /^\d/.test(name))
  const texts = files.sort().map((name) => readFileSync(new URL(name, folder), 'utf8'))
  return hash('sha256', texts.join('\n'), 'hex').slice(0, 12)
}

function open(url: string) {
  return connect({ url, max: 2, statementTimeoutMs: 0, name: 'tests', onError: () => {} })
}

export function at(url: string, database: string): string {
  const other = new URL(url)
  other.pathname = `/${database}`
  return other.href
}
