import { spawn, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import pg from 'pg'
import { type Embedded, startEmbedded } from '../../src/embedded/index.ts'
import { takeLoadCore } from './cores.ts'
import { folder } from './places.ts'

/** The PostgreSQL of the bench: the embedded one, as the service runs it, in a data folder of its own. */
export interface Postgres {
  /** Address of a database, as its owner sees it. */
  url(database: string): string
  has(database: string): Promise<boolean>
  create(database: string, template?: string): Promise<void>
  drop(database: string): Promise<void>
  query<R extends pg.QueryResultRow>(database: string, statement: string): Promise<R[]>
  stop(): Promise<void>
}

export async function startPostgres(): Promise<Postgres> {
  const embedded = await startEmbedded({ dataDir: folder('postgres'), say: () => {} })
  // It may have been running already, left behind by a bench that was killed.
  takeLoadCore(postmasterOf(embedded))
  const url = (database: string) =>
    Object.assign(new URL(embedded.ownerUrl), { pathname: `/${database}` }).href
  const query: Postgres['query'] = async (database, statement) => {
    const client = new pg.Client(url(database))
    await client.connect()
    try {
      return (await client.query(statement)).rows
    } finally {
      await client.end()
    }
  }
  const admin = (statement: string) => query('postgres', statement)
  return {
    url,
    query,
    has: async (database) =>
      (await admin(`select from pg_database where datname = '${database}'`)).length > 0,
    create: async (database, template) => {
      await dropped(admin, database)
      const copied = template === undefined ? '' : ` template "${template}" strategy file_copy`
      await admin(`create database "${database}"${copied}`)
    },
    drop: (database) => dropped(admin, database),
    stop: embedded.stop
  }
}

/** PostgreSQL's own workers may be at it, and the owner of a database may not end them: so it is asked again. */
async function dropped(admin: (statement: string) => Promise<unknown>, database: string): Promise<void> {
  for (let tries = 0; tries < 30; tries += 1) {
    const isGone = await admin(`drop database if exists "${database}" with (force)`).then(
      () => true,
      () => false
    )
    if (isGone) return
    await new Promise((done) => setTimeout(done, 1000))
  }
  throw new Error(`the database ${database} cannot be dropped`)
}

function postmasterOf({ dataFolder }: Embedded): number {
  return Number(readFileSync(join(dataFolder, 'postmaster.pid'), 'utf8').split('\n', 1)[0])
}

/** Whether a program of PostgreSQL's is there. */
export function isInstalled(program: 'psql' | 'pgbench'): boolean {
  return spawnSync(program, ['--version']).status === 0
}

/** Runs a client program to its end and gives what it printed. */
export async function run(program: string, args: readonly string[]): Promise<string> {
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  const ended = new Promise<number | null>((done, fail) => child.once('error', fail).once('close', done))
  const [output, errors, code] = await Promise.all([text(child.stdout), text(child.stderr), ended])
  if (code !== 0) throw new Error(`${program} ended with ${code}: ${errors.trim()}`)
  return output
}
