import { connect } from 'node:net'
import { sql } from 'kysely'
import t from 'tap'
import { testDatabase } from '../../support/database.ts'
import { until } from '../../support/until.ts'
import { serviceOn } from '../service-on.ts'

const { url, owner } = await testDatabase(t)
const { app, listen, token, pool, logged } = await serviceOn(t, url, { max: 3 })
const address = await listen()
const bearer = await token()
const csv = { authorization: `Bearer ${bearer}`, accept: 'text/csv' }
const request = (path: string) =>
  [`GET ${path} HTTP/1.1`, 'host: x', 'accept: text/csv', `authorization: Bearer ${bearer}`, '', ''].join(
    '\r\n'
  )

/** No connection is out of the pool, and a request that needs one gets it. */
async function nothingLeaks(): Promise<boolean> {
  const { statusCode } = await app.inject({ url: '/v1/units/22', headers: csv })
  return statusCode === 200 && pool.idleCount === pool.totalCount && pool.waitingCount === 0
}

t.test('the whole list, not only a page', async (t) => {
  const answer = await app.inject({ url: '/v1/units?limit=10', headers: csv })
  t.match(answer.headers, {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': 'attachment; filename="list.csv"',
    vary: /accept/
  })
  const lines = answer.body.trimEnd().split('\n')
  t.equal(lines.length, 13_016)
  t.match(lines[0], /^\ufeffcode,name,level,parentCode,/)
  t.match(lines[1], '22,吉林省,province,')
  const within = await app.inject({ url: '/v1/units?within=220102&level=township', headers: csv })
  t.ok(
    within.body
      .split('\n')
      .slice(1, -1)
      .every((line) => line.startsWith('220102'))
  )
})

t.test('only for whoever prefers a table', async (t) => {
  for (const [accept, type] of [
    ['text/csv', /^text\/csv/],
    ['text/csv;q=0.9, application/json;q=0.8', /^text\/csv/],
    ['application/json, text/csv', /^application\/json/],
    ['*/*', /^application\/json/],
    ['text/html', /^application\/json/]
  ] as const) {
    const answer = await app.inject({ url: '/v1/units?limit=1', headers: { ...csv, accept } })
    t.match(answer.headers['content-type'], type, accept)
  }
})

t.test('a refusal is a problem document all the same', async (t) => {
  const answer = await app.inject({ url: '/v1/units?within=9999', headers: csv })
  t.match(answer, { statusCode: 404, headers: { 'content-type': 'application/problem+json' } })
  t.ok(await nothingLeaks())
})

t.test('asking for the headers alone', async (t) => {
  for (let n = 0; n < 5; n += 1) {
    const { statusCode, body } = await app.inject({ method: 'HEAD', url: '/v1/units', headers: csv })
    t.match({ statusCode, body }, { statusCode: 200, body: '' })
  }
  await until(nothingLeaks, 'the connections are back')
})

t.test('clients that break off in the middle leave no connection behind', async (t) => {
  const { hostname, port } = new URL(address)
  for (let n = 0; n < 6; n += 1) {
    await new Promise<void>((done) => {
      const socket = connect(Number(port), hostname, () => socket.write(request('/v1/units')))
      socket.once('data', () => socket.destroy())
      socket.on('close', () => done())
    })
  }
  await until(nothingLeaks, 'the connections are back')
  t.pass()
})

t.test('nor do clients that leave before the first byte', async (t) => {
  const { hostname, port } = new URL(address)
  const leave = (wait: number) =>
    new Promise<void>((done) => {
      const socket = connect(Number(port), hostname, () =>
        socket.write(request('/v1/units'), () => setTimeout(() => socket.destroy(), wait))
      )
      socket.on('close', () => done())
    })
  await Promise.all(Array.from({ length: 20 }, (_one, n) => leave(n / 2)))
  await until(nothingLeaks, 'the connections are back')
  t.pass()
})

t.test('a query that fails at once is a problem document, not an empty table', async (t) => {
  await sql`alter table unit rename column name to title`.execute(owner.db)
  const answer = await app
    .inject({ url: '/v1/units', headers: csv })
    .then(({ statusCode, json }) => ({ statusCode, code: json().code }))
    .catch((error: Error) => error.message)
  await sql`alter table unit rename column title to name`.execute(owner.db)
  t.same(answer, { statusCode: 500, code: 'internal-error' })
  t.match(logged.at(-1), { event: 'request.failed' })
  t.ok(await nothingLeaks())
})
