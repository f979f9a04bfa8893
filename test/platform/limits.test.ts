import t from 'tap'
import type { Person } from '../support/service.ts'
import { testService } from '../support/service.ts'

t.test('a caller who asks too often is told when to come back; others are served', async (t) => {
  const { call } = await testService(t, { env: { RATE_LIMIT: '5' } })
  const one: Person = { unit: '22', roles: ['viewer'], sub: 'one' }
  const other: Person = { unit: '22', roles: ['viewer'], sub: 'other' }
  for (let n = 0; n < 5; n += 1) t.equal((await call('GET', '/v1/me', { as: one })).status, 200)
  const refused = await call('GET', '/v1/units', { as: one })
  t.match(refused, {
    status: 429,
    body: { code: 'rate-limited' },
    headers: { 'content-type': 'application/problem+json' }
  })
  const seconds = Number(refused.headers['retry-after'])
  t.ok(seconds >= 1 && seconds <= 60, `${seconds} seconds`)
  t.equal((await call('GET', '/v1/me', { as: other })).status, 200)
  t.equal((await call('GET', '/livez', { as: null })).status, 200)
  const english = await call('GET', '/v1/me', { as: one, headers: { 'accept-language': 'en' } })
  t.equal(english.body.title, 'Too many requests')
})

t.test('health is asked without a limit', async (t) => {
  const { call } = await testService(t, { env: { RATE_LIMIT: '2' } })
  for (let n = 0; n < 6; n += 1) t.equal((await call('GET', '/livez', { as: null })).status, 200)
})

t.test('guessing tokens is limited too', async (t) => {
  const { call } = await testService(t, { env: { RATE_LIMIT: '5' } })
  const statuses: number[] = []
  for (let n = 0; n < 8; n += 1) statuses.push((await call('GET', '/v1/me', { as: 'guess' })).status)
  t.same(statuses, [401, 401, 401, 401, 401, 429, 429, 429])
})

t.test('every answer carries what keeps browsers from harm', async (t) => {
  const { call } = await testService(t)
  for (const [path, as] of [
    ['/v1/me', undefined],
    ['/v1/units/99', undefined],
    ['/v1/me', null],
    ['/livez', null],
    ['/nowhere', null]
  ] as const) {
    const { headers } = await call('GET', path, as === undefined ? {} : { as })
    t.match(
      headers,
      {
        'x-content-type-options': 'nosniff',
        'x-frame-options': /./,
        'content-security-policy': "default-src 'none';frame-ancestors 'none'",
        'referrer-policy': 'no-referrer',
        'cache-control': 'no-store'
      },
      path
    )
    t.equal(headers['x-powered-by'], undefined)
    t.equal(headers.server, undefined)
    t.match(headers['x-request-id'], /^[0-9a-f-]{36}$/, path)
  }
})

t.test('the number of a request is ours, whatever the client says', async (t) => {
  const { call } = await testService(t)
  const { headers } = await call('GET', '/v1/me', {
    headers: { 'x-request-id': 'mine', 'request-id': 'mine' }
  })
  t.match(headers['x-request-id'], /^[0-9a-f]{8}-[0-9a-f]{4}-7/)
})
