import { METHODS } from 'node:http'
import t from 'tap'
import { testDatabase } from '../../support/database.ts'
import { testService } from '../../support/service.ts'
import { serviceOn } from '../service-on.ts'
import { talk } from './sockets.ts'

const { url } = await testDatabase(t)
const service = await serviceOn(t, url)
const address = await service.listen()
const bearer = `authorization: Bearer ${await service.token()}`
const { call } = await testService(t)

async function raw(...lines: string[]) {
  const { status, headers, body } = await talk(address, `${lines.join('\r\n')}\r\n\r\n`)
  const header = (name: string) => new RegExp(`^${name}: ([^\r\n]+)`, 'im').exec(headers)?.[1]
  return { status, header, type: header('content-type'), body: JSON.parse(body || 'null') }
}

const is = (status: number, code: string) => ({
  status,
  type: 'application/problem+json',
  body: { status, code, detail: /./, requestId: /^[0-9a-f-]{36}$/ }
})

t.test('a content encoding that is not understood', async (t) => {
  const unit = { code: '2291', name: '新市', level: 'city', parentCode: '22' }
  for (const encoding of ['gzip', 'br', 'deflate', 'identity, gzip', 'x', 'GZIP']) {
    const headers = { 'content-encoding': encoding }
    const answer = await call('POST', '/v1/units', { body: unit, headers })
    t.match(answer, { status: 415, body: { code: 'unsupported-content-encoding' } }, encoding)
    t.equal(answer.headers['accept-encoding'], 'identity', encoding)
    const table = { raw: 'code,name,level,parentCode\n', type: 'text/csv', headers }
    t.match(await call('POST', '/v1/units/import', table), { status: 415 }, `a table, ${encoding}`)
  }
  t.match(await call('GET', '/v1/units/2291'), { status: 404 }, 'nothing was written')
  const headers = { 'content-encoding': 'identity' }
  t.match(await call('POST', '/v1/units', { body: unit, headers }), { status: 201 }, 'identity is none')
})

t.test('a request without Host', async (t) => {
  t.match(await raw('GET /v1/units HTTP/1.1', bearer, 'connection: close'), is(400, 'host-missing'))
  t.match(await raw('GET /livez HTTP/1.1', 'connection: close'), is(400, 'host-missing'))
  t.match(await raw('GET /livez HTTP/1.0'), { status: 200 }, 'HTTP/1.0 knows no Host')
  const two = await raw('GET /livez HTTP/1.1', 'host: x', 'Host: y', 'connection: close')
  t.match(two, is(400, 'bad-request'), 'one of two')
})

t.test('an Expect that nobody keeps', async (t) => {
  for (const expect of ['200-ok', 'x', '100-continues']) {
    const answer = await raw('POST /v1/units?x=1 HTTP/1.1', 'host: x', bearer, `expect: ${expect}`)
    t.match(answer, is(417, 'unsupported-expectation'), expect)
    t.equal(answer.body.instance, '/v1/units')
    t.equal(answer.header('x-content-type-options'), 'nosniff')
  }
  const english = await raw('GET /livez HTTP/1.1', 'host: x', 'expect: x', 'accept-language: en')
  t.match(english.body.title, /This Expect header/)
})

t.test('another method of a known address', async (t) => {
  const cases: [string, string, string][] = [
    ['DELETE', '/v1/units/22', 'GET, HEAD, PATCH'],
    ['PUT', '/v1/units', 'GET, HEAD, POST'],
    ['DELETE', '/v1/units/import', 'GET, HEAD, PATCH, POST'],
    ['PATCH', '/v1/me?x=1', 'GET, HEAD'],
    ['OPTIONS', '/v1/me', 'GET, HEAD'],
    ['GET', '/v1/inspections/x/cancel', 'POST'],
    ['POST', '/openapi.json', 'GET, HEAD'],
    ['POST', '/docs/js/scalar.js', 'GET, HEAD'],
    ['POST', '/livez', 'GET, HEAD']
  ]
  for (const [method, url, allow] of cases)
    for (const as of [undefined, null]) {
      const answer = await call(method as 'PUT', url, as === null ? { as } : {})
      t.match(answer, { status: 405, body: { code: 'method-not-allowed' } }, `${method} ${url}`)
      t.equal(answer.headers.allow, allow, `${method} ${url}`)
      t.match(answer.body.detail, allow)
    }
  for (const method of METHODS.filter((one) => !['CONNECT', 'GET', 'HEAD'].includes(one))) {
    const answer = await raw(`${method} /v1/me HTTP/1.1`, 'host: x', bearer, 'connection: close')
    t.match(answer, is(405, 'method-not-allowed'), method)
    t.equal(answer.header('allow'), 'GET, HEAD', method)
  }
  t.match(await call('DELETE', '/v1/nothing'), { status: 404, body: { code: 'not-found' } })
  t.match(await call('DELETE', '/v1/units/22/nothing'), { status: 404 })
})

t.test('what is wrong with a token stands in the challenge', async (t) => {
  const challenge = async (as: string | null) =>
    (await call('GET', '/v1/me', { as })).headers['www-authenticate']
  t.equal(await challenge(null), 'Bearer')
  t.match(await challenge('a.b.c'), /^Bearer error="invalid_token", error_description="[ -!#-[\]-~]+"$/)
})

t.test('names and numbers hold no sign that nobody sees', async (t) => {
  const signs = [
    '\u0007',
    '\u0085',
    '\u200b',
    '\u200d',
    '\u200e',
    '\u202e',
    '\u2066',
    '\ufeff',
    '\u00ad',
    '\n'
  ]
  for (const sign of signs) {
    const what = `U+${sign.charCodeAt(0).toString(16)}`
    const unit = { code: '2292', name: `新${sign}市`, level: 'city', parentCode: '22' }
    const answer = await call('POST', '/v1/units', { body: unit })
    t.match(answer, { status: 400, body: { errors: [{ pointer: '/name', code: 'invisible-sign' }] } }, what)
    const raw = `code,name,level,parentCode\n2293,"新${sign}市",city,22\n`
    const file = await call('POST', '/v1/units/import', { raw, type: 'text/csv' })
    t.match(file, { status: 422, body: { errors: [{ column: 'name', code: 'name-invisible' }] } }, what)
    const search = await call('GET', `/v1/units?q=${encodeURIComponent(`长${sign}春`)}`)
    t.match(search, { status: 400, body: { errors: [{ pointer: '?q', code: 'invisible-sign' }] } }, what)
  }
  const long = { code: '2292', name: `${'新'.repeat(201)}`, level: 'city', parentCode: '22' }
  t.match(await call('POST', '/v1/units', { body: long }), {
    body: { errors: [{ pointer: '/name', code: 'too-long' }] }
  })
  const kept = { code: '2292', name: '新 市（𠮷）', level: 'city', parentCode: '22' }
  t.match(await call('POST', '/v1/units', { body: kept }), { status: 201 }, 'blanks and rare signs are seen')
})

t.test('a text of several lines is taken as it is written', async (t) => {
  const text = '第一条\n\t第二条\u200b'
  const draft = { unitCode: '22', title: '通报', text, addressees: { unitCodes: ['2201'] }, causes: [] }
  const as = { unit: '22', roles: ['planner', 'leader'] as const, sub: 'n' }
  const answer = await call('POST', '/v1/notices', { as: { ...as, roles: [...as.roles] }, body: draft })
  t.not(answer.body.errors?.[0]?.code, 'invisible-sign')
  const title = { ...draft, title: '通\u202e报' }
  t.match(await call('POST', '/v1/notices', { as: { ...as, roles: [...as.roles] }, body: title }), {
    status: 400,
    body: { errors: [{ pointer: '/title', code: 'invisible-sign' }] }
  })
})
