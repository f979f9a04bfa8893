import t from 'tap'
import type { Role } from '../../src/platform/access/permissions.ts'
import { jilin, lineOf, within } from '../examples/jilin.ts'
import { type Person, testService } from '../support/service.ts'

const { call } = await testService(t)
const county: Person = { unit: '220102', roles: ['viewer'] }
const paths = (code: string) =>
  ['', '/ancestors', '/timeline', '?on=2020-01-01'].map((end) => `/v1/units/${code}${end}`)

/** A refusal without what tells one request from another. */
async function refusalOf(url: string, as: Person) {
  const { status, body, headers } = await call('GET', url, { as })
  const { instance, requestId, ...rest } = body
  return { status, etag: headers.etag, ...rest }
}

t.test('a county sees its own subtree and the units above it, and nothing beside', async (t) => {
  const own = within('220102').map(({ code }) => code)
  const line = lineOf('220102')
  const isHigh = (level: string) => level !== 'village' && level !== 'township'
  const chosen = jilin.filter(({ code, level }, n) => isHigh(level) || n % 61 === 0 || own.includes(code))
  const seen: string[] = []
  for (const { code } of chosen) {
    const { status } = await call('GET', `/v1/units/${code}`, { as: county })
    if (status !== 404) seen.push(`${code} ${status}`)
  }
  t.ok(chosen.length > 300)
  t.strictSame(seen.sort(), [...line.slice(0, -1), ...own].map((code) => `${code} 200`).sort())
})

t.test('what is beside reads as what does not exist', async (t) => {
  for (const [n, path] of paths('220103').entries()) {
    const missing = await refusalOf(paths('229999')[n] as string, county)
    t.equal(missing.status, 404)
    t.strictSame(await refusalOf(path, county), missing, path)
    t.equal((await call('GET', paths('220102001')[n] as string, { as: county })).status, 200)
    t.equal((await call('GET', paths('22')[n] as string, { as: county })).status, 200)
  }
})

t.test('its lists hold its own subtree, whatever it asks for', async (t) => {
  const own = within('220102')
  const total = async (query: string) =>
    (await call('GET', `/v1/units?count=true&${query}`, { as: county })).body.total
  t.equal(await total(''), own.length)
  t.equal(await total('level=county'), 1)
  t.equal(await total('level=city'), 0)
  t.equal(await total('parent=2201'), 1, 'of the city it sees itself alone')
  t.equal(await total('parent=220103'), 0)
  t.equal(await total('q=2201'), own.length)
  const missing = await refusalOf('/v1/units?within=229999', county)
  for (const code of ['22', '2201', '220103', '2202']) {
    t.strictSame(await refusalOf(`/v1/units?within=${code}`, county), missing, code)
  }
  const { text } = await call('GET', '/v1/units', { as: county, headers: { accept: 'text/csv' } })
  t.equal(text.trimEnd().split('\n').length, own.length + 1, 'and so do its downloads')
})

t.test('somebody of a unit that is not in the tree sees nothing', async (t) => {
  const stranger: Person = { unit: '99', roles: ['admin'] }
  for (const path of ['/v1/units', ...paths('22')]) {
    t.match(await call('GET', path, { as: stranger }), { status: 403, body: { code: 'unit-unknown' } }, path)
  }
})

t.test('two provinces side by side do not see each other', async (t) => {
  const body = { code: '33', name: '另一省', level: 'province' }
  t.equal((await call('POST', '/v1/units', { body, as: { unit: '*', roles: ['admin'] } })).status, 201)
  const other: Person = { unit: '33', roles: ['admin', 'planner'] }
  const missing = await refusalOf('/v1/units/44', other)
  for (const code of ['22', '2201', '220102001001']) {
    t.strictSame(await refusalOf(`/v1/units/${code}`, other), missing, code)
  }
  t.equal((await call('GET', '/v1/units/33')).status, 404)
  t.equal((await call('GET', '/v1/units?count=true')).body.total, jilin.length)
  t.equal((await call('GET', '/v1/units?count=true', { as: other })).body.total, 1)
})

t.test('everybody may read, only an administrator may write', async (t) => {
  const roles: Role[] = [
    'viewer',
    'planner',
    'inspector',
    'caseworker',
    'fund-officer',
    'leader',
    'identity-reader',
    'auditor'
  ]
  for (const role of roles) {
    const as: Person = { unit: '22', roles: [role] }
    t.equal((await call('GET', '/v1/units/2201', { as })).status, 200, `${role} reads`)
    const body = { code: '22z', name: 'x', level: 'city', parentCode: '22' }
    const writes = [
      await call('POST', '/v1/units', { as, body }),
      await call('PATCH', '/v1/units/2201', { as, body: { name: 'x' }, headers: { 'if-match': '"1"' } }),
      await call('POST', '/v1/units/2201/retire', { as, body: { on: '2026-01-01' } }),
      await call('POST', '/v1/units/import', { as, raw: 'x', type: 'text/csv' })
    ]
    for (const { status, body } of writes) t.strictSame([status, body.code], [403, 'role-missing'], role)
  }
  t.equal((await call('GET', '/v1/units/2201', { as: { unit: '22', roles: [] } })).status, 403)
})
