import { sql } from 'kysely'
import t from 'tap'
import { hotRequests, warmUp } from '../src/startup/warm-up.ts'
import { serviceOn } from './platform/service-on.ts'
import { testDatabase } from './support/database.ts'

t.test('warming up opens the connections, and leaves no trace', async (t) => {
  const { url, db } = await testDatabase(t)
  const { app, context, pool, tokens, metrics, logged, token, clock } = await serviceOn(t, url, { max: 3 })
  const rows = () =>
    sql<{ count: number }>`
      select (select count(*) from audit_line)::int + (select count(*) from outbox_event)::int
        + (select count(*) from petition_case)::int + (select count(*) from report_reading)::int
        + (select count(*) from numbering)::int as count`.execute(db)
  const before = (await rows()).rows
  await warmUp(app, { config: { DATABASE_POOL_SIZE: 3 }, tokens, context })
  t.equal(pool.totalCount, 3)
  t.same((await rows()).rows, before)
  t.same(logged, [])
  t.notMatch(await metrics.registry.metrics(), /http_request_duration_seconds_count\{/)

  const headers = { authorization: `Bearer ${await token({ ...person, unitCode: '22' })}` }
  for (const { url, body } of hotRequests('22', clock.now)) {
    const answer = await app.inject({
      method: body ? 'POST' : 'GET',
      url,
      headers,
      ...(body && { payload: body })
    })
    // All but the writing is done.
    if (body) t.match(answer.json(), { code: 'case-not-found' }, url)
    else t.equal(answer.statusCode, 200, url)
  }
})

const person = { sub: 'p1', name: '王', roles: ['leader', 'planner', 'caseworker', 'auditor'] as const }

t.test('a database without units is no reason not to start', async (t) => {
  const { url } = await testDatabase(t, { empty: true })
  const { app, tokens, context } = await serviceOn(t, url)
  await warmUp(app, { config: { DATABASE_POOL_SIZE: 2 }, tokens, context })
  t.pass()
})

t.test('a token that is lent does not count once it is taken back', async (t) => {
  const { url } = await testDatabase(t)
  const { app, tokens } = await serviceOn(t, url)
  const { token, takeBack } = tokens.lend({
    sub: 'service',
    name: 'service',
    unitCode: '22',
    roles: ['viewer']
  })
  const me = () => app.inject({ url: '/v1/me', headers: { authorization: `Bearer ${token}` } })
  t.equal((await me()).statusCode, 200)
  takeBack()
  t.equal((await me()).statusCode, 401)
})
