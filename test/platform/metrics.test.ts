import t from 'tap'
import { testDatabase } from '../support/database.ts'
import { serviceOn } from './service-on.ts'

const { url } = await testDatabase(t)
const { app, metrics, token } = await serviceOn(t, url)
const server = await metrics.listen('127.0.0.1', 0)
t.teardown(() => server.close())
const port = (server.address() as { port: number }).port
const ask = (path: string) => fetch(`http://127.0.0.1:${port}${path}`)

t.test('durations by the pattern of a route, never by an address', async (t) => {
  const headers = { authorization: `Bearer ${await token()}` }
  for (const path of [
    '/v1/units/220102',
    '/v1/units/220103',
    '/v1/units/99',
    '/v1/units?q=secret',
    '/secret/path'
  ]) {
    await app.inject({ url: path, headers })
  }
  await app.inject({ url: '/v1/units/220102' })
  const answer = await ask('/metrics')
  t.match(answer.headers.get('content-type'), /^text\/plain; version=0\.0\.4/)
  const text = await answer.text()
  const count = (route: string, status: number) =>
    Number(
      new RegExp(
        `^http_request_duration_seconds_count\\{method="GET",route="${route}",status="${status}"\\} (\\d+)$`,
        'm'
      ).exec(text)?.[1]
    )
  t.equal(count('/v1/units/:code', 200), 2)
  t.equal(count('/v1/units/:code', 404), 1)
  t.equal(count('/v1/units/:code', 401), 1)
  t.equal(count('/v1/units', 200), 1)
  t.equal(count('unknown', 404), 1)
  t.notMatch(text, /220102|220103|secret/)
})

t.test('the process and the pool', async (t) => {
  const text = await (await ask('/metrics')).text()
  t.match(text, /^process_cpu_seconds_total /m)
  t.match(text, /^nodejs_eventloop_lag_seconds /m)
  t.match(text, /^database_connections [1-5]$/m)
  t.match(text, /^database_requests_waiting 0$/m)
})

t.test('nothing else on that port, and no metrics on the other', async (t) => {
  for (const path of ['/', '/v1/units', '/metrics/x']) t.equal((await ask(path)).status, 404, path)
  t.equal((await app.inject('/metrics')).statusCode, 404)
})

t.test('a port that is taken is told', async (t) => {
  await t.rejects(metrics.listen('127.0.0.1', port), { code: 'EADDRINUSE' })
})
