import t from 'tap'
import { lineOf, named } from '../examples/jilin.ts'
import { refused } from '../support/assertions.ts'
import { testService } from '../support/service.ts'
import { versionOf } from '../support/version.ts'

const service = await testService(t)
const { call, clock } = service
const path = '/v1/units/220103'
const change = (etag: string, body: object) => call('PATCH', path, { body, headers: { 'if-match': etag } })

t.test('one unit, with all that is known of it', async (t) => {
  const { status, body, headers } = await call('GET', path)
  t.equal(status, 200)
  t.match(headers.etag, '"1.')
  t.strictSame(body, {
    code: '220103',
    name: named('220103'),
    level: 'county',
    parentCode: '2201',
    countsInQuota: true,
    validFrom: null,
    validTo: null,
    successorCode: null,
    principal: null,
    channels: {},
    organName: '宽城区民政局',
    organCode: '宽城民',
    sealName: '宽城区民政局',
    actions: ['change', 'retire']
  })
  t.equal((await call('GET', '/v1/units/22')).body.parentCode, null)
})

t.test('whoever has this version already is told so', async (t) => {
  const one = String((await call('GET', path)).headers.etag)
  for (const known of [one, `"7", ${one}`, '*']) {
    const { status, text, headers } = await call('GET', path, { headers: { 'if-none-match': known } })
    t.strictSame([status, text, versionOf(headers.etag)], [304, '', 1], known)
  }
  t.equal((await call('GET', path, { headers: { 'if-none-match': '"2"' } })).status, 200)
})

t.test('as it was on a day', async (t) => {
  clock.now = new Date('2026-03-01T15:59:00Z')
  t.match((await change('"1"', { name: '宽城新区' })).headers.etag, '"2.')
  clock.now = new Date('2026-06-30T16:00:00Z')
  t.equal((await change('"2"', { parentCode: '2202', countsInQuota: false })).status, 200)
  clock.now = new Date('2026-07-01T01:00:00Z')
  t.equal((await change('"3"', { name: '宽城市' })).status, 200)
  const story: [day: string, name: string, parentCode: string, countsInQuota: boolean][] = [
    ['2020-01-01', named('220103'), '2201', true],
    ['2026-02-28', named('220103'), '2201', true],
    ['2026-03-01', '宽城新区', '2201', true],
    ['2026-06-30', '宽城新区', '2201', true],
    ['2026-07-01', '宽城市', '2202', false],
    ['2030-01-01', '宽城市', '2202', false]
  ]
  for (const [day, name, parentCode, countsInQuota] of story) {
    const { body, headers } = await call('GET', `${path}?on=${day}`)
    t.match(body, { code: '220103', level: 'county', name, parentCode, countsInQuota }, day)
    const again = await call('GET', `${path}?on=${day}`, {
      headers: { 'if-none-match': String(headers.etag) }
    })
    t.equal(again.status, 304, `${day}, known already`)
  }
  const now = await call('GET', path, { headers: { 'if-none-match': '"3"' } })
  t.match(now, { status: 200, body: { name: '宽城市' } })
})

t.test('the units above, from the top down', async (t) => {
  for (const code of ['22', '2202', '220202', '220102001', '220102001001']) {
    const { body } = await call('GET', `/v1/units/${code}/ancestors`)
    const above = body.items.map((unit: { code: string }) => unit.code)
    t.strictSame(above, lineOf(code).slice(0, -1), code)
  }
  const { body } = await call('GET', '/v1/units/220102001/ancestors')
  t.match(body.items[0], { name: '吉林省', level: 'province', parentCode: null })
})

t.test('units that are not there, and what is no code', async (t) => {
  await refused(
    t,
    service,
    { method: 'GET', url: path },
    {
      unknown: { url: '/v1/units/99', is: [404, 'unit-not-found'] },
      'unknown on a day': { url: '/v1/units/99?on=2026-01-01', is: [404, 'unit-not-found'] },
      'above an unknown one': { url: '/v1/units/99/ancestors', is: [404, 'unit-not-found'] },
      'no code': { url: '/v1/units/2-2', is: [400, 'validation-failed', '{code}'] },
      'no day': { url: `${path}?on=yesterday`, is: [400, 'validation-failed', '?on'] },
      'an unknown parameter': { url: `${path}?at=2026-01-01`, is: [400, 'validation-failed', '?at'] },
      'nobody asks': { as: null, is: [401, 'token-missing'] }
    }
  )
})
