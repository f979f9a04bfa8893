import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { connect } from '../../src/platform/database/connect.ts'
import { migrate, migrationFiles } from '../../src/platform/database/migration/migrate.ts'
import {
  bundle,
  database,
  drill,
  folder,
  instance,
  load,
  mixed,
  pause,
  prepared,
  refusals,
  root,
  seconds,
  skip,
  stopped,
  token
} from './support.ts'

/**
 * An instance of the previous release goes on working while the database gets the schema of this one and a column
 * more in every table that it reads, and it starts again on that schema. The previous release is the last tag;
 * until there is one, the commit named in `previous`.
 *
 *     node test/drills/upgrade.ts [cases] [requests a second]
 */
const [cases = 20_000, rate = 100] = process.argv.slice(2).map(Number)
const previous = previousRelease()
if (previous === undefined) await skip('upgrade', 'the previous release is not in this checkout')

await drill('upgrade', 240 + cases / 2000, async () => {
  const old = checkedOut(previous as string)
  const postgres = await database()
  const dist = bundle(old)
  await prepared(dist, postgres)
  const owner = connect({
    url: postgres.ownerUrl,
    max: 2,
    statementTimeoutMs: 0,
    name: 'drill',
    onError: () => {}
  })
  const before = await instance(dist, { DATABASE_URL: postgres.url, DRAIN_SECONDS: '0' })
  const bearer = token(dist)
  const filling = load(before.url, bearer, 50, () => mixed(0))
  await pause(2000)
  await filling.stop()
  await multiply(owner.db, cases)
  const running = load(before.url, bearer, rate, mixed)
  await pause(3000)
  const began = performance.now()
  const files = await migrationFiles()
  const added = {
    name: '9001_drill',
    text: additions(['unit', 'petition_case', 'term', 'inspection', 'case_reporter'])
  }
  await migrate(owner.db, (line) => process.stdout.write(`upgrade: ${line}\n`), [...files, added])
  const took = seconds(began)
  await pause(5000)
  await running.stop()
  const code = await stopped(before)
  const again = await instance(dist, { DATABASE_URL: postgres.url, DRAIN_SECONDS: '0' })
  const ready = (await fetch(`${again.url}/readyz`)).status
  await stopped(again)
  await owner.db.destroy()
  return {
    'previous release': { value: previous as string },
    cases: { value: cases },
    'migration took': { value: `${took} s` },
    'requests sent': { value: running.sent() },
    'requests failed': { value: running.failed(), bar: '0', isMet: running.failed() === 0 },
    refusals: { value: String(refusals) },
    'failed requests in the log': { value: failures(before.said()) },
    'answers by status': { value: JSON.stringify(Object.fromEntries(running.statuses)) },
    'the old one ended with': { value: String(code), bar: '0', isMet: code === 0 },
    'the old one on the new schema': { value: ready, bar: '200', isMet: ready === 200 }
  }
})

/** Why, as the instance has it. */
function failures(said: string): string {
  const lines = said.split('\n').filter((line) => line.includes('request.failed'))
  return lines.slice(0, 5).join('\n') || 'none'
}

function previousRelease(): string | undefined {
  const git = (...args: string[]) =>
    execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: 'pipe' }).trim()
  try {
    return git('describe', '--tags', '--abbrev=0')
  } catch {
    const commit = readFileSync(new URL('previous', import.meta.url), 'utf8').trim()
    try {
      git('cat-file', '-e', `${commit}^{commit}`)
      return commit
    } catch {
      return undefined
    }
  }
}

/** A checkout of a commit, with the packages of this one where they are the same, else with its own. */
function checkedOut(commit: string): string {
  const old = join(folder, 'previous')
  mkdirSync(old)
  const archive = execFileSync('git', ['archive', commit], { cwd: root, maxBuffer: 1e9 })
  execFileSync('tar', ['-x', '-C', old], { input: archive })
  const packages = (of: string) => {
    const { '': _itself, ...others } = JSON.parse(
      readFileSync(join(of, 'package-lock.json'), 'utf8')
    ).packages
    return JSON.stringify(others)
  }
  if (packages(old) === packages(root)) symlinkSync(join(root, 'node_modules'), join(old, 'node_modules'))
  else
    execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: old, stdio: 'ignore' })
  return old
}

function additions(tables: readonly string[]): string {
  const columns = tables.map((table) => `alter table ${table} add column drill_note text;`)
  return ['-- A column more in tables that are read.', "set lock_timeout = '5s';", ...columns].join('\n')
}

/** Cases like those that are there, with numbers and ids of their own. */
async function multiply(db: ReturnType<typeof connect>['db'], wanted: number): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    select column_name as name from information_schema.columns
    where table_name = 'petition_case' and is_generated = 'NEVER' and is_identity = 'NO'`.execute(db)
  const names = rows.map(({ name }) => name)
  const values = names.map((name) => {
    if (name === 'id') return sql`uuid_v7()`
    if (name === 'number') return sql`number || '-' || n`
    if (name === 'case_no' || name === 'serial') return sql`n + 1000000`
    return sql.ref(name)
  })
  await sql`
    insert into petition_case (${sql.join(names.map((name) => sql.ref(name)))})
    select ${sql.join(values)} from (select * from petition_case limit 1) as one, generate_series(1, ${wanted}) as n`.execute(
    db
  )
}
