import { hash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { pino } from 'pino'
import { startEmbedded } from '../../src/embedded/index.ts'
import { birthOf } from '../../src/embedded/process.ts'
import { auditKey } from '../../src/platform/audit/key.ts'
import { connect } from '../../src/platform/database/connect.ts'
import { prepareDatabase } from '../../src/startup/prepare.ts'
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
const home = join(tmpdir(), `supervision-tests-${process.getuid?.() ?? 'user'}-${checkout()}`)
const CLAIM = 'used-by'
const units = fileURLToPath(new URL('../../data/jilin-units.csv', import.meta.url))
export const AUDIT_SECRET = 'a secret of the tests, long enough to count'

/** Starts the cluster, prepares the database to copy, and leaves it running. */
export async function prepareCluster(): Promise<TestCluster> {
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
  return cluster
}

let asked: Promise<TestCluster> | undefined

/** The cluster, which the run that started this process starts when the first test asks for it. */
export function cluster(): Promise<TestCluster> {
  if (process.send === undefined) throw new Error('Run a test file by: npm run test:one FILE')
  asked ??= new Promise((done) => {
    process.on('message', ({ cluster }: { cluster?: TestCluster }) => cluster && done(cluster))
    process.send?.({ wanted: 'cluster' })
  })
  return asked
}

/** Stops what `prepareCluster` started; what was prepared stays for the next run, or goes too. */
export async function stopCluster({ keep }: { keep: boolean }): Promise<void> {
  if (folder === undefined) return
  await (await running)?.stop()
  if (keep) rmSync(join(folder, CLAIM), { force: true })
  else rmSync(folder, { recursive: true, force: true })
}

let running: ReturnType<typeof startEmbedded> | undefined
let folder: string | undefined

async function embedded(): Promise<TestCluster> {
  const claimed = claim()
  folder = claimed
  const start = () => startEmbedded({ dataDir: join(claimed, 'data'), say: () => {} })
  running = start().catch(() => {
    // The remains of a run that was killed may be unusable.
    rmSync(join(claimed, 'data'), { recursive: true, force: true })
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

/** A folder that no other run works in: of two at a time in one checkout the second takes another. */
function claim(number = 1): string {
  const wanted = number === 1 ? home : `${home}-${number}`
  const note = join(wanted, CLAIM)
  mkdirSync(wanted, { recursive: true })
  try {
    writeFileSync(note, String(process.pid), { flag: 'wx' })
    return wanted
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  const holder = readFileSync(note, 'utf8')
  if (holder === '' || birthOf(Number(holder)) !== undefined) return claim(number + 1)
  rmSync(note, { force: true })
  return claim(number)
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
  const texts = files.sort().map((name) => name + readFileSync(new URL(name, folder), 'utf8'))
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
