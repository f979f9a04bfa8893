import { sql } from 'kysely'
import { connect, type Database, type Db } from '../../src/platform/database/connect.ts'
import type { TestDatabase } from '../support/database.ts'
import { until } from '../support/until.ts'

/**
 * Puts a copy of `source` in the place of `target`, byte for byte. `target` must not have been used yet;
 * sessions on `source` are cut and come back by themselves.
 */
export async function overwrite(target: TestDatabase, source: TestDatabase): Promise<void> {
  const [from, to] = [nameOf(source), nameOf(target)]
  const owner = session(source.ownerUrl)
  const service = session(source.url)
  try {
    // Nobody may come back before the copy is done: PostgreSQL copies only what nobody uses.
    await sql`alter database ${sql.id(from)} with allow_connections false`.execute(owner.db)
    for (const { db } of [owner, service]) await cut(db, from)
    await sql`drop database ${sql.id(to)}`.execute(owner.db)
    await sql`create database ${sql.id(to)} template ${sql.id(from)} strategy file_copy`.execute(owner.db)
    // It answers thousands of readings over few rows: a plan made for the values of each is not worth its time.
    await sql`alter database ${sql.id(to)} set plan_cache_mode = force_generic_plan`.execute(owner.db)
  } finally {
    for (const name of [from, to]) {
      await sql`alter database ${sql.id(name)} with allow_connections true`.execute(owner.db)
    }
    await Promise.all([owner.db.destroy(), service.db.destroy()])
  }
  await back(source)
}

/** A session of the same role in the database that every cluster has. */
function session(url: string): Database {
  const elsewhere = new URL(url)
  elsewhere.pathname = '/postgres'
  return connect({
    url: elsewhere.href,
    max: 1,
    statementTimeoutMs: 60_000,
    name: 'tests',
    onError: () => {}
  })
}

/** Ends the sessions of one's own role: nobody else may. */
async function cut(db: Db, database: string): Promise<void> {
  await sql`
    select pg_terminate_backend(pid, 5000) from pg_stat_activity
    where datname = ${database} and usename = current_user`.execute(db)
}

/** Waits until the pool has noticed that its sessions are gone. */
async function back({ db, owner }: TestDatabase): Promise<void> {
  for (const one of [db, owner.db]) {
    const isThere = () =>
      sql`select 1`.execute(one).then(
        () => true,
        () => false
      )
    await until(isThere, 'the database comes back')
  }
}

function nameOf({ ownerUrl }: TestDatabase): string {
  return new URL(ownerUrl).pathname.slice(1)
}

/** Every row of every table of the service, as text; the job queue is nobody's to see. */
export async function rowsOf({ owner }: TestDatabase): Promise<Map<string, string[]>> {
  const tables = await sql<{ name: string }>`
    select table_name as name from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`.execute(owner.db)
  const all = new Map<string, string[]>()
  for (const { name } of tables.rows) {
    const { rows } = await sql<{ row: string }>`
      select to_jsonb(t)::text as row from ${sql.table(name)} t`.execute(owner.db)
    all.set(
      name,
      rows.map(({ row }) => row)
    )
  }
  return all
}
