import { sql } from 'kysely'
import t from 'tap'
import { testDatabase } from '../../support/database.ts'
import { until } from '../../support/until.ts'
import { serviceOn } from '../service-on.ts'

const problem = 'application/problem+json'

t.test('while PostgreSQL is away every route says so, and when to come back', async (t) => {
  const { app, token, logged } = await serviceOn(t, 'postgres://service:secret@127.0.0.1:1/none')
  const headers = { authorization: `Bearer ${await token()}`, 'content-type': 'application/json' }
  const unit = JSON.stringify({ code: '2291', name: '新市', level: 'city', parentCode: '22' })
  for (const [method, url, payload] of [
    ['GET', '/v1/units', undefined],
    ['GET', '/v1/units/22', undefined],
    ['GET', '/v1/audit/verification', undefined],
    ['POST', '/v1/units', unit]
  ] as const) {
    const answer = await app.inject({ method, url, headers, ...(payload && { payload }) })
    t.match(answer, { statusCode: 503, headers: { 'retry-after': '5', 'content-type': problem } }, url)
    t.match(answer.json(), { code: 'database-unavailable' }, url)
    t.notMatch(answer.body, /ECONNREFUSED|127\.0\.0\.1|secret/, url)
  }
  const csv = await app.inject({ url: '/v1/units', headers: { ...headers, accept: 'text/csv' } })
  t.match(csv, { statusCode: 503, headers: { 'content-type': problem } })
  t.match(logged, [{ event: 'request.failed', level: 40 }], 'logged as a warning: nobody can mend it here')
  t.notMatch(JSON.stringify(logged), /secret/)
  t.match(await app.inject('/livez'), { statusCode: 200 })
  const ready = await app.inject('/readyz')
  t.match(ready, { statusCode: 503 })
  t.match(ready.json(), { status: 'down', checks: { database: 'down', migrations: 'down' } })
})

t.test('connections that PostgreSQL ends are replaced', async (t) => {
  const { url, db } = await testDatabase(t)
  const { app, token, losses, pool } = await serviceOn(t, url, { max: 2 })
  const headers = { authorization: `Bearer ${await token()}` }
  const get = () => app.inject({ url: '/v1/units/22', headers })
  t.equal((await get()).statusCode, 200)
  const ended = await sql`
    select pg_terminate_backend(pid) from pg_stat_activity where application_name like '% service'
      and datname = current_database()`.execute(db)
  t.ok(ended.rows.length > 0)
  await until(() => losses.length > 0 && pool.totalCount === 0, 'the loss is noticed')
  t.equal((await get()).statusCode, 200)
})

t.test('a request whose connection is ended is told to come back, and finds a new one then', async (t) => {
  const { url, db, owner } = await testDatabase(t)
  const { app, token } = await serviceOn(t, url, { max: 2 })
  const headers = { authorization: `Bearer ${await token()}` }
  await owner.db.transaction().execute(async (tx) => {
    await sql`lock table unit in access exclusive mode`.execute(tx)
    const waiting = app.inject({ url: '/v1/units/22', headers })
    const end = sql<{ ended: boolean }>`
      select pg_terminate_backend(pid) as ended from pg_stat_activity where application_name like '% service'
        and datname = current_database() and wait_event_type = 'Lock'`
    await until(async () => (await end.execute(db)).rows.length > 0, 'the request waits for the lock')
    const answer = await waiting
    t.match(answer, { statusCode: 503, headers: { 'retry-after': '5' } })
    t.match(answer.json(), { code: 'database-unavailable' })
  })
  const isServed = async () => (await app.inject({ url: '/v1/units/22', headers })).statusCode === 200
  await until(isServed, 'the next one is served')
})

t.test('a statement that takes too long is ended, and so is waiting for a lock', async (t) => {
  const { url, owner } = await testDatabase(t)
  const { app, token, pool } = await serviceOn(t, url, { statementTimeoutMs: 300 })
  const headers = { authorization: `Bearer ${await token()}` }
  await owner.db.transaction().execute(async (tx) => {
    await sql`lock table unit in access exclusive mode`.execute(tx)
    const answer = await app.inject({ url: '/v1/units/22', headers })
    t.match(answer, { statusCode: 503, headers: { 'retry-after': '5' } })
  })
  t.equal((await app.inject({ url: '/v1/units/22', headers })).statusCode, 200)
  t.equal(pool.waitingCount, 0)
})

t.test('a defect tells nothing but a number, under which it stands in the log', async (t) => {
  const { url, owner } = await testDatabase(t)
  const { app, token, logged } = await serviceOn(t, url)
  await sql`alter table unit rename column name to title`.execute(owner.db)
  const headers = { authorization: `Bearer ${await token()}` }
  const answer = await app.inject({ url: '/v1/units/22', headers })
  const { requestId, ...problem } = answer.json()
  t.equal(answer.statusCode, 500)
  t.match(problem, { code: 'internal-error', detail: '错误已记入日志，请将请求编号告知管理员。' })
  t.notMatch(JSON.stringify(problem), /name|column|42703|select/)
  t.equal(answer.headers['x-request-id'], requestId)
  const [line] = logged.filter(({ level }) => level >= 50)
  t.match(line, { event: 'request.failed', reqId: requestId, err: { message: /name.*does not exist/ } })
})
