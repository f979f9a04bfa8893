import { sql } from 'kysely'
import t from 'tap'
import { connect } from '../../src/platform/database/connect.ts'
import { migrate } from '../../src/platform/database/migration/migrate.ts'
import { testDatabase } from '../support/database.ts'
import { testService } from '../support/service.ts'
import { until } from '../support/until.ts'
import { serviceOn } from './service-on.ts'

t.test('ready once database, schema and queue are', async (t) => {
  const { call } = await testService(t, { jobs: true })
  const ready = { status: 'ok', checks: { database: 'ok', migrations: 'ok', jobs: 'ok' } }
  t.match(await call('GET', '/readyz', { as: null }), { status: 200, body: ready })
  t.match(await call('GET', '/livez', { as: null }), { status: 200, body: { status: 'ok' } })
})

t.test('not ready before the queue works', async (t) => {
  const { call } = await testService(t)
  const { status, body } = await call('GET', '/readyz', { as: null })
  t.match(
    { status, body },
    { status: 503, body: { status: 'down', checks: { database: 'ok', jobs: 'down' } } }
  )
})

t.test('not ready before the schema is up to date, and then it is', async (t) => {
  const { ownerUrl, owner } = await testDatabase(t, { empty: true })
  const { app } = await serviceOn(t, ownerUrl)
  const checks = async () => (await app.inject('/readyz')).json().checks
  t.match(await checks(), { database: 'ok', migrations: 'down' })
  await migrate(owner.db)
  t.match(await checks(), { database: 'ok', migrations: 'ok' })
})

t.test('not ready while the database is away, alive all the time', async (t) => {
  const { url, ownerUrl, db } = await testDatabase(t)
  const { app, pool } = await serviceOn(t, url)
  const elsewhere = Object.assign(new URL(ownerUrl), { pathname: '/postgres' }).href
  const owner = connect({ url: elsewhere, max: 1, statementTimeoutMs: 0, name: 'tests', onError: () => {} })
  t.teardown(() => owner.db.destroy())
  t.match((await app.inject('/readyz')).json().checks, { database: 'ok' })
  const name = new URL(url).pathname.slice(1)
  // A connection from before, which may end the others.
  await sql`select 1`.execute(db)
  await sql`alter database ${sql.id(name)} allow_connections false`.execute(owner.db)
  await sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name like '% service'
    and datname = ${name}`.execute(db)
  await until(() => pool.totalCount === 0, 'the loss is noticed')
  const away = await app.inject('/readyz')
  t.match(away, { statusCode: 503 })
  t.match(away.json(), { status: 'down', checks: { database: 'down', migrations: 'down' } })
  t.equal((await app.inject('/livez')).statusCode, 200)
  await sql`alter database ${sql.id(name)} allow_connections true`.execute(owner.db)
  const isBack = async () => (await app.inject('/readyz')).json().checks.database === 'ok'
  await until(isBack, 'the database is back')
  t.match((await app.inject('/readyz')).json().checks, { database: 'ok', migrations: 'ok' })
})

t.test('ready although every connection of the pool is taken', async (t) => {
  const { url } = await testDatabase(t)
  const { app, pool, jobs } = await serviceOn(t, url, { max: 2 })
  await jobs.start(async () => {})
  t.teardown(() => jobs.stop(1000))
  const taken = await Promise.all([pool.connect(), pool.connect()])
  const answers = await Promise.all(Array.from({ length: 20 }, () => app.inject('/readyz')))
  t.same(
    answers.map(({ statusCode }) => statusCode),
    Array(20).fill(200)
  )
  t.equal(pool.waitingCount, 0, 'nobody waits for the pool')
  for (const client of taken) client.release(true)
})
