import t from 'tap'
import type { CallOptions } from '../../support/service.ts'
import { testService } from '../../support/service.ts'

const { call, app, token } = await testService(t)
const bearer = `Bearer ${await token({ unit: '22', roles: ['admin'] })}`

type Method = 'GET' | 'POST' | 'DELETE'
type Case = [what: string, method: Method, url: string, options: CallOptions, to: [number, string]]

const unit = '/v1/units'
const json = 'application/json'
const cases: Case[] = [
  ['broken JSON', 'POST', unit, { raw: '{"code": "22' }, [400, 'malformed-json']],
  ['no body', 'POST', unit, {}, [400, 'validation-failed']],
  ['a poisoned prototype', 'POST', unit, { raw: '{"__proto__": {"admin": true}}' }, [400, 'malformed-json']],
  ['a JSON text that is no object', 'POST', unit, { raw: '"22"' }, [400, 'validation-failed']],
  ['nothing but null', 'POST', unit, { raw: 'null' }, [400, 'validation-failed']],
  ['a very deep body', 'POST', unit, { raw: '['.repeat(200_000) + ']'.repeat(200_000) }, [400, 'too-deep']],
  [
    'a form',
    'POST',
    unit,
    { raw: 'code=22', type: 'application/x-www-form-urlencoded' },
    [415, 'unsupported-media-type']
  ],
  ['a broken content type', 'POST', unit, { raw: '{}', type: 'json' }, [415, 'unsupported-media-type']],
  [
    'a table where none is taken',
    'POST',
    unit,
    { raw: 'code', type: 'text/csv' },
    [415, 'unsupported-media-type']
  ],
  [
    'JSON where a table is taken',
    'POST',
    `${unit}/import`,
    { raw: '{}', type: json },
    [415, 'unsupported-media-type']
  ],
  [
    'an unknown charset',
    'POST',
    `${unit}/import`,
    { raw: 'code', type: 'text/csv; charset=koi8-r' },
    [415, 'unsupported-media-type']
  ],
  ['a body over the limit', 'POST', unit, { raw: `"${'x'.repeat(1024 * 1024)}"` }, [413, 'body-too-large']],
  ['an unknown address', 'GET', '/v1/nothing', {}, [404, 'not-found']],
  ['an unknown address, without a token', 'GET', '/v2', { as: null }, [404, 'not-found']],
  ['an unknown method of a known address', 'DELETE', `${unit}/22`, {}, [405, 'method-not-allowed']],
  ['a broken percent-encoding', 'GET', `${unit}/%zz`, {}, [400, 'bad-request']],
  ['half a character in the path', 'GET', `${unit}/%E5%B8`, {}, [400, 'bad-request']],
  ['a long value in the path', 'GET', `${unit}/${'2'.repeat(101)}`, {}, [404, 'not-found']],
  [
    'a value that is too long for its field',
    'GET',
    `${unit}/${'2'.repeat(21)}`,
    {},
    [400, 'validation-failed']
  ],
  ['an unknown parameter', 'GET', `${unit}?colour=red`, {}, [400, 'validation-failed']],
  ['a parameter twice', 'GET', `${unit}?parent=2201&parent=2202`, {}, [400, 'validation-failed']],
  ['a parameter that names the prototype', 'GET', `${unit}?__proto__=1`, {}, [400, 'validation-failed']],
  ['no number', 'GET', `${unit}?limit=many`, {}, [400, 'validation-failed']],
  ['a fraction', 'GET', `${unit}?limit=1.5`, {}, [400, 'validation-failed']],
  ['no token', 'GET', unit, { as: null }, [401, 'token-missing']],
  ['no record', 'GET', `${unit}/99`, {}, [404, 'unit-not-found']]
]

t.test('every refusal is a problem document with a code of its own', async (t) => {
  for (const [what, method, url, options, [status, code]] of cases) {
    const answer = await call(method, url, options)
    t.match(answer, { status, body: { status, code, type: `/v1/dictionaries#${code}` } }, what)
    t.equal(answer.headers['content-type'], 'application/problem+json', what)
    t.equal(answer.body.instance, url.split('?', 1)[0], what)
    t.match(answer.body.requestId, /^[0-9a-f]{8}-[0-9a-f]{4}-7/, what)
    t.ok(answer.body.title.length > 0 && answer.body.detail.length > 0, what)
  }
})

t.test('what does not fit is named, each place once', async (t) => {
  const body = { code: '2', name: '', level: 'hamlet', parentCode: 22, colour: 'red', channels: { fax: '1' } }
  const { body: problem } = await call('POST', unit, { body })
  const found = problem.errors.map(
    ({ pointer, code }: { pointer: string; code: string }) => `${pointer} ${code}`
  )
  t.same(found.sort(), [
    '/channels/fax unknown-field',
    '/code wrong-pattern',
    '/colour unknown-field',
    '/level not-in-list',
    '/name too-short',
    '/parentCode wrong-type'
  ])
  t.match(problem.detail, /6/)
  const { body: none } = await call('POST', unit, { body: {} })
  t.same(none.errors.map((one: { pointer: string; code: string }) => `${one.pointer} ${one.code}`).sort(), [
    '/code required',
    '/level required',
    '/name required'
  ])
})

t.test('bodies are taken as they are: nothing is turned into another type', async (t) => {
  const unit = { code: '2291', name: '新市', level: 'city', parentCode: '22' }
  for (const [field, value] of [
    ['countsInQuota', 'true'],
    ['countsInQuota', 1],
    ['name', 5],
    ['name', null],
    ['code', 2291]
  ]) {
    const { status, body } = await call('POST', '/v1/units', { body: { ...unit, [field as string]: value } })
    t.match(
      { status, body },
      { status: 400, body: { errors: [{ pointer: `/${field}` }] } },
      `${field} ${value}`
    )
  }
  t.match(await call('GET', '/v1/units/2291'), { status: 404 }, 'nothing was written')
})

t.test('the length that a client announces does not help it', async (t) => {
  const headers = { authorization: bearer, 'content-type': json, 'content-length': '5000000' }
  const early = await app.inject({ method: 'POST', url: unit, headers, payload: '{}' })
  t.match({ status: early.statusCode, code: early.json().code }, { status: 413, code: 'body-too-large' })
  const lying = { ...headers, 'content-length': '5' }
  const short = await app.inject({ method: 'POST', url: unit, headers: lying, payload: '{"code":"2291"}' })
  t.match({ status: short.statusCode, code: short.json().code }, { status: 400, code: 'bad-request' })
})
