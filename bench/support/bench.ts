import { hash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { prepareDatabase } from '../../src/startup/prepare.ts'
import { nationalFile } from './national.ts'
import { project } from './places.ts'
import { type Postgres, run } from './postgres.ts'
import type { Line } from './result.ts'
import { type Server, startService } from './server.ts'
import { bearer, dataDir, tokenOf } from './tokens.ts'

/** What every row works with. */
export interface Bench {
  postgres: Postgres
  isQuick: boolean
  say(line: string): void
}

export interface Row {
  name: string
  measure(bench: Bench): Promise<Line[]>
}

/** The service on a database of the bench's. */
export function serve({ postgres }: Bench, database: string): Promise<Server> {
  return startService({ DATABASE_URL: postgres.url(database), ALLOW_LOCAL_ISSUER: 'true', DATA_DIR: dataDir })
}

/** Name of a database with the schema of this source tree and no unit, made at first use. */
export async function emptyDatabase({ postgres, say }: Bench): Promise<string> {
  const name = `empty_${schemaHash()}`
  if (await postgres.has(name)) return name
  say('preparing an empty database')
  const draft = `${name}_draft`
  await postgres.create(draft)
  await prepareDatabase(postgres.url(draft), undefined, () => {})
  await postgres.query('postgres', `alter database "${draft}" rename to "${name}"`)
  return name
}

/** Name of a database with all units of the country, brought in by the service's own import. */
export async function nationalDatabase(bench: Bench): Promise<string> {
  const { postgres, say } = bench
  const name = `national_${schemaHash()}`
  if (await postgres.has(name)) return name
  const file = await nationalFile(say)
  say('preparing the database of the country')
  const draft = `${name}_draft`
  await postgres.create(draft, await emptyDatabase(bench))
  const server = await serve(bench, draft)
  try {
    await importUnits(server, file)
  } finally {
    await server.stop()
  }
  await postgres.query(draft, 'vacuum analyze')
  await postgres.query('postgres', `alter database "${draft}" rename to "${name}"`)
  return name
}

/** Sends a file of units to the service; gives the answer. */
export async function importUnits(
  server: Server,
  file: string
): Promise<{ created: number; received: number }> {
  return send(server, 'POST', '/v1/units/import', file, await tokenOf('*', 'admin'))
}

/** Sends a table from a process of its own, on the core of all load. */
export async function send<Answer>(
  { url }: Server,
  method: string,
  path: string,
  file: string,
  token: string
): Promise<Answer> {
  const script = join(project, 'bench', 'support', 'upload.ts')
  const args = [script, method, url + path, file, JSON.stringify(bearer(token))]
  return JSON.parse(await run(process.execPath, args)) as Answer
}

/** Changes with the migrations: a database made by other ones is not used again. */
function schemaHash(): string {
  const home = join(project, 'migrations')
  const texts = readdirSync(home)
    .sort()
    .map((name) => readFileSync(join(home, name), 'utf8'))
  return hash('sha256', texts.join('\0'), 'hex').slice(0, 12)
}
