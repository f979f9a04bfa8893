import { readdirSync, readFileSync } from 'node:fs'
import { sql } from 'kysely'
import t from 'tap'
import { announced } from '../src/calendar/seed.ts'
import { connect } from '../src/platform/database/connect.ts'
import { migrate, pendingMigrations } from '../src/platform/database/migration/migrate.ts'
import { prepareDatabase } from '../src/startup/prepare.ts'
import type { TestDatabase } from './support/database.ts'
import { testDatabase } from './support/database.ts'
import { picture, pictureFile } from './support/picture.ts'

const names = readdirSync(new URL('../migrations/', import.meta.url))
  .filter((name) => /^\d{4}_/.test(name))
  .map((name) => name.replace('.sql', ''))
  .sort()

/** The service's role, where it has one of its own. */
function roleOf({ url, ownerUrl }: TestDatabase): string | undefined {
  const [service, owner] = [new URL(url).username, new URL(ownerUrl).username]
  return service === owner ? undefined : service
}

t.test('from nothing, and a second time', async (t) => {
  const database = await testDatabase(t, { empty: true })
  const { db } = database.owner
  t.same(await pendingMigrations(db), names)
  const said: string[] = []
  await migrate(db, (line) => said.push(line))
  t.same(
    said,
    names.map((name) => `migrated ${name}`)
  )
  t.same(await pendingMigrations(db), [])
  const once = await picture(db)
  await migrate(db, (line) => t.fail(`nothing is left to do, but: ${line}`))
  t.equal(await picture(db), once)
})

t.test('the schema is the one of the picture', async (t) => {
  const { owner } = await testDatabase(t)
  t.equal(await picture(owner.db), readFileSync(pictureFile, 'utf8'), 'npm run schema')
})

t.test('each table and view says in a comment what one row is', async (t) => {
  const { db } = (await testDatabase(t)).owner
  const { rows } = await sql<{ name: string }>`
    select relname as name from pg_class
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v') and not relispartition
      and relname not like 'kysely\\_%' and coalesce(obj_description(oid, 'pg_class'), '') = ''
    order by relname`.execute(db)
  t.same(rows, [], 'comment on table … is')
})

t.test('the picture tells what a change of the schema changes', async (t) => {
  const { db } = (await testDatabase(t)).owner
  const changes = [
    'alter table unit add column note text',
    `alter table unit alter column note set default ''`,
    'alter table audit_seal add column remark text not null',
    'alter table unit alter column principal type varchar(100)',
    'alter table unit drop constraint unit_name_check',
    `alter table unit add constraint unit_name_check check (name <> '?')`,
    'drop index unit_name_index',
    'create index unit_name_index on unit (name)',
    'alter table unit disable trigger unit_keep',
    'drop trigger unit_keep on unit',
    `create or replace function unit_path(unit_code text) returns text language sql stable
      as 'select unit_code'`,
    'create or replace view unit_below as select * from (select 1) as t (one)',
    `create type colour as enum ('red')`,
    'alter domain term_days drop constraint term_days_check',
    'create sequence number',
    `comment on table unit is 'another'`,
    `comment on column unit.name is 'another'`,
    `comment on function unit_path(text) is 'another'`,
    'comment on table notice is null',
    'drop table idempotency_answer'
  ]
  let before = await picture(db)
  for (const change of changes) {
    if (change.includes('view')) await sql`drop view unit_below`.execute(db)
    await sql.raw(change).execute(db)
    const after = await picture(db)
    t.not(after, before, change)
    before = after
  }
})

t.test('ten at once, on an empty database', async (t) => {
  const database = await testDatabase(t, { empty: true })
  const said: string[] = []
  const role = roleOf(database)
  const prepared = Array.from({ length: 10 }, () =>
    prepareDatabase(database.ownerUrl, role, (line) => /^still /.test(line) || said.push(line))
  )
  t.same(
    (await Promise.allSettled(prepared)).filter(({ status }) => status === 'rejected'),
    []
  )
  t.same(
    said,
    [...names.map((name) => `migrated ${name}`), `loaded the calendar, years: ${announced().length}`],
    'each step was done once'
  )
  t.equal(await picture(database.owner.db), readFileSync(pictureFile, 'utf8'))
  const { rows } = await sql`select name from pgboss.queue where name = 'operations'`.execute(database.db)
  t.same(rows, [{ name: 'operations' }], 'the role of the service reads the queue')
})

t.test('a step that fails leaves the schema as it was', async (t) => {
  const database = await testDatabase(t, { empty: true })
  const { db } = database.owner
  await sql`create table draw (id int)`.execute(db)
  await t.rejects(migrate(db), { code: '42P07' })
  await sql`drop table draw`.execute(db)
  const untouched = (await picture(db)).includes('create table unit (')
  t.equal(untouched, false, 'no earlier step stays either')
  await migrate(db)
  t.equal(await picture(db), readFileSync(pictureFile, 'utf8'))
})

t.test('a PostgreSQL that is away is told', async (t) => {
  const away = prepareDatabase('postgres://nobody:secret@127.0.0.1:1/none', undefined, () => {})
  const error = await away.then(
    () => undefined,
    (error: Error & { code?: string }) => error
  )
  t.equal(error?.code, 'ECONNREFUSED')
  t.notMatch(String(error?.message), /secret/)
})

t.test('identifiers are of version 7 and ascend with time', async (t) => {
  const { owner } = await testDatabase(t)
  const { rows } = await sql<{ id: string; at: number }>`
    select uuid_v7() as id, extract(epoch from clock_timestamp()) * 1000 as at
    from generate_series(1, 200)`.execute(owner.db)
  for (const { id } of rows)
    t.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  const millisecond = (id: string) => Number.parseInt(id.replace('-', '').slice(0, 12), 16)
  t.ok(rows.every(({ id }) => Math.abs(millisecond(id) - Date.now()) < 60_000))
  t.equal(new Set(rows.map(({ id }) => id)).size, 200)
})

t.test('what connect reads: dates and instants as text, in Asia/Shanghai', async (t) => {
  const { ownerUrl } = await testDatabase(t, { empty: true })
  const { db } = connect({ url: ownerUrl, max: 1, statementTimeoutMs: 0, name: 'tests', onError: () => {} })
  const { rows } = await sql`select date '2026-02-28' as day, timestamptz '2026-02-28 20:30:00Z' as at,
    timestamptz '2026-02-28 20:30:00.120Z' as exact, 12345678901::bigint as number`.execute(db)
  t.same(rows, [
    {
      day: '2026-02-28',
      at: '2026-03-01T04:30:00+08:00',
      exact: '2026-03-01T04:30:00.12+08:00',
      number: '12345678901'
    }
  ])
  await db.destroy()
})
