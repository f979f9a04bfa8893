import t from 'tap'
import { faultsOfOrigins } from '../../../src/platform/http/cross-origin.ts'
import { type Answer, type CallOptions, type Method, testService } from '../../support/service.ts'
import { talk } from './sockets.ts'

const page = 'https://app.example.org'
const stranger = 'https://evil.example.org'
const env = { CORS_ORIGINS: `${page}, http://localhost:5173` }

/** Names of headers that browsers look at. */
const named = ({ headers }: Pick<Answer, 'headers'>) =>
  Object.keys(headers).filter((name) => name.startsWith('access-control-'))

t.test('pages on listed origins may call, other pages may not', async (t) => {
  const service = await testService(t, { env: { ...env, RATE_LIMIT: '4' } })
  const from = (origin: string, method: Method, url: string, { headers, ...rest }: CallOptions = {}) =>
    service.call(method, url, { ...rest, headers: { origin, ...headers } })

  t.test('a preflight is answered without a token, and counts for nobody', async (t) => {
    const asked = {
      'access-control-request-method': 'PATCH',
      'access-control-request-headers': 'authorization,content-type,if-match,idempotency-key,traceparent'
    }
    for (let n = 0; n < 8; n += 1) {
      const answer = await from(page, 'OPTIONS', '/v1/cases/nothing', { as: null, headers: asked })
      t.match(answer, {
        status: 204,
        headers: {
          'access-control-allow-origin': page,
          'access-control-allow-methods': /PATCH.*DELETE/,
          'access-control-max-age': '7200',
          'cross-origin-resource-policy': 'cross-origin',
          vary: 'access-control-request-method, access-control-request-headers, origin'
        }
      })
      const allowed = String(answer.headers['access-control-allow-headers']).split(', ')
      for (const name of asked['access-control-request-headers'].split(','))
        t.ok(allowed.includes(name), name)
      t.notOk(named(answer).includes('access-control-allow-credentials'))
    }
    t.equal((await service.call('GET', '/v1/me', { as: null })).status, 401, 'no attempt was counted')
  })

  t.test('answers and refusals alike can be read by the page', async (t) => {
    const cases = [
      ['GET', '/v1/me', {}, 200],
      ['GET', '/v1/units?limit=1', {}, 200],
      ['GET', '/v1/nowhere', {}, 404],
      ['GET', '/v1/me', { as: null }, 401],
      ['GET', '/v1/units/99', {}, 404],
      ['DELETE', '/v1/me', {}, 405],
      ['GET', '/v1/me?a=1', { as: 'nonsense' }, 401],
      ['GET', '/%zz', { as: null }, 400],
      ['POST', '/v1/cases', { headers: { 'content-encoding': 'br' } }, 415],
      ['GET', '/v1/me?a=1', {}, 400],
      ['GET', '/v1/me', {}, 429]
    ] as const
    for (const [method, url, options, status] of cases) {
      const answer = await from(page, method, url, options)
      t.match(answer, {
        status,
        headers: {
          'access-control-allow-origin': page,
          'access-control-expose-headers': /etag.*retry-after.*x-request-id/,
          'cross-origin-resource-policy': 'cross-origin',
          'x-request-id': /./,
          vary: /origin$/
        }
      })
    }
  })

  t.test('another origin gets nothing that a browser would pass on', async (t) => {
    const asked = { 'access-control-request-method': 'GET' }
    for (const origin of [
      stranger,
      'null',
      `${page}.evil.org`,
      `${page}:8443`,
      'http://app.example.org',
      '*'
    ]) {
      const preflight = await from(origin, 'OPTIONS', '/v1/me', { as: null, headers: asked })
      t.match({ ...preflight, named: named(preflight) }, { status: 405, named: [] }, origin)
      const answer = await from(origin, 'GET', '/livez', { as: null })
      t.same(named(answer), [], origin)
      t.match(answer, {
        status: 200,
        headers: { 'cross-origin-resource-policy': 'same-origin', vary: 'origin' }
      })
    }
    const without = await service.call('GET', '/livez', { as: null })
    t.same(named(without), [])
    t.equal(without.headers.vary, 'origin', 'a cache keeps the answer for this origin alone')
  })

  t.test('OPTIONS without a question is the wrong method', async (t) => {
    const answer = await from(page, 'OPTIONS', '/v1/cases', { as: null })
    t.match(answer, {
      status: 405,
      headers: { allow: 'GET, HEAD, POST', 'access-control-allow-origin': page }
    })
  })

  t.test('refusals outside the routes', async (t) => {
    const address = await service.app.listen({ host: '127.0.0.1', port: 0 })
    const head = `Host: x\r\nOrigin: ${page}\r\nConnection: close\r\n`
    for (const [request, status] of [
      [`GET /livez HTTP/1.1\r\n${head}Expect: a-miracle\r\n\r\n`, 417],
      [`GET /%zz HTTP/1.1\r\n${head}\r\n`, 400]
    ] as const) {
      const answer = await talk(address, request)
      t.equal(answer.status, status)
      t.match(answer.headers, `access-control-allow-origin: ${page}`)
    }
  })
})

t.test('without the setting nothing changes', async (t) => {
  const { call } = await testService(t)
  const headers = { origin: page, 'access-control-request-method': 'GET' }
  const preflight = await call('OPTIONS', '/v1/me', { as: null, headers })
  t.match({ ...preflight, named: named(preflight) }, { status: 405, named: [] })
  const answer = await call('GET', '/livez', { as: null, headers })
  t.same(named(answer), [])
  t.match(answer.headers, { 'cross-origin-resource-policy': 'same-origin', vary: undefined })
})

t.test('what is no origin stops the start', (t) => {
  t.same(faultsOfOrigins(undefined), [])
  t.same(faultsOfOrigins('https://a.example.org,http://localhost:5173,'), [])
  for (const [setting, fault] of [
    ['*', 'CORS_ORIGINS, entry 1: * is not possible; name each origin'],
    [
      'https://a.org,nonsense',
      'CORS_ORIGINS, entry 2: an origin is written https://host or https://host:port'
    ],
    ['null', 'CORS_ORIGINS, entry 1: an origin is written https://host or https://host:port'],
    ['ftp://a.org', 'CORS_ORIGINS, entry 1: an origin is written https://host or https://host:port'],
    ['https://*.a.org', 'CORS_ORIGINS, entry 1: * is not possible; name each origin'],
    ['https://a.org/', 'CORS_ORIGINS, entry 1: write the origin as browsers do, https://a.org'],
    ['https://a.org:443', 'CORS_ORIGINS, entry 1: write the origin as browsers do, https://a.org'],
    ['https://A.org/x?y', 'CORS_ORIGINS, entry 1: write the origin as browsers do, https://a.org']
  ] as const)
    t.same(faultsOfOrigins(setting), [fault], setting)
  t.end()
})
