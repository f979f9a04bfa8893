import t from 'tap'
import { noted, nothingWritten, refused, statuses } from '../support/assertions.ts'
import { ok, type Person, testService } from '../support/service.ts'
import { versionOf } from '../support/version.ts'

const service = await testService(t)
const { call } = service
const url = '/v1/staff'
const city: Person = { unit: '2201', roles: ['planner'], sub: 'c1' }
const missing = '01900000-0000-7000-8000-000000000000'
const person = {
  unitCode: '2201',
  name: '王芳',
  post: '社会救助科科员',
  qualifications: ['funds', 'petitions'],
  conflicts: [{ unitCode: '220102', reason: '配偶在该单位任职' }]
}

async function register(change: object = {}) {
  return (await call('POST', url, { as: city, body: { ...person, ...change } })).body
}

t.test('refused, and nothing written', async (t) => {
  const elsewhere = { code: '23', name: '另一省', level: 'province' }
  ok(await call('POST', '/v1/units', { as: { unit: '*', roles: ['admin'] }, body: elsewhere }))
  const { id } = await register()
  const twice = [person.conflicts[0], { unitCode: '2203', reason: '曾任职' }, person.conflicts[0]]
  const headers = { 'if-match': '"1"' }
  await refused(
    t,
    service,
    { method: 'POST', url, as: city, body: person },
    {
      'without a token': { as: null, is: [401, 'token-missing'] },
      'without the role': { as: { unit: '2201', roles: ['inspector'] }, is: [403, 'role-missing'] },
      'for the unit beside': { body: { ...person, unitCode: '2202' }, is: [404, 'not-found', '/unitCode'] },
      'for the unit above': { body: { ...person, unitCode: '22' }, is: [404, 'not-found', '/unitCode'] },
      'for none': { body: { ...person, unitCode: '99' }, is: [404, 'not-found', '/unitCode'] },
      'by the operator': { as: { unit: '*', roles: ['planner'] }, is: [404, 'not-found', '/unitCode'] },
      'a conflict twice': {
        body: { ...person, conflicts: twice },
        is: [422, 'conflict-twice', '/conflicts/2/unitCode']
      },
      'a conflict with no unit': {
        body: { ...person, conflicts: [...twice.slice(0, 1), { unitCode: '9999', reason: '曾任职' }] },
        is: [422, 'conflict-unit-unknown', '/conflicts/1/unitCode']
      },
      'a conflict in another province': {
        body: { ...person, conflicts: [{ unitCode: '23', reason: '曾任职' }] },
        is: [422, 'conflict-unit-unknown', '/conflicts/0/unitCode']
      }
    }
  )
  await refused(
    t,
    service,
    { method: 'PATCH', url: `${url}/${id}`, as: city, body: { active: false }, headers },
    {
      'without a version': { headers: {}, is: [428, 'precondition-required'] },
      'an old version': { headers: { 'if-match': '"7"' }, is: [412, 'version-stale'] },
      'one who is not there': { url: `${url}/${missing}`, is: [404, 'staff-not-found'] },
      'by the unit beside': { as: { unit: '2202', roles: ['leader'] }, is: [404, 'staff-not-found'] },
      'by a unit below': { as: { unit: '220102', roles: ['leader'] }, is: [404, 'staff-not-found'] },
      'without the role': { as: { unit: '2201', roles: ['viewer'] }, is: [403, 'role-missing'] },
      'a conflict with no unit': {
        body: { conflicts: [{ unitCode: '9999', reason: '曾任职' }] },
        is: [422, 'conflict-unit-unknown', '/conflicts/0/unitCode']
      },
      'a conflict twice': { body: { conflicts: twice }, is: [422, 'conflict-twice', '/conflicts/2/unitCode'] }
    }
  )
})

t.test('malformed', async (t) => {
  const { id } = await register()
  const bad = (change: object, pointer: string) => ({
    body: { ...person, ...change },
    is: [400, 'validation-failed', pointer] as [number, string, string]
  })
  await refused(
    t,
    service,
    { method: 'POST', url, as: city },
    {
      'no JSON': { raw: '[', is: [400, 'malformed-json'] },
      'no name': bad({ name: undefined }, '/name'),
      'a blank post': bad({ post: ' ' }, '/post'),
      'an unknown area': bad({ qualifications: ['money'] }, '/qualifications/0'),
      'an area twice': bad({ qualifications: ['funds', 'funds'] }, '/qualifications'),
      'a conflict without a reason': bad({ conflicts: [{ unitCode: '2202' }] }, '/conflicts/0/reason'),
      'no code': bad({ conflicts: [{ unitCode: '2-2', reason: '曾任职' }] }, '/conflicts/0/unitCode'),
      'an unknown field': bad({ active: true }, '/active')
    }
  )
  await refused(
    t,
    service,
    { method: 'PATCH', url: `${url}/${id}`, as: city, headers: { 'if-match': '"1"' } },
    {
      'nothing to change': { body: {}, is: [400, 'validation-failed'] },
      'another unit': { body: { unitCode: '2202' }, is: [400, 'validation-failed', '/unitCode'] },
      'a word for a claim': { body: { active: 'no' }, is: [400, 'validation-failed', '/active'] }
    }
  )
})

t.test('done and recorded', async (t) => {
  const { status, headers, body } = await call('POST', url, { as: city, body: person })
  t.equal(status, 201)
  t.strictSame([headers.location, versionOf(headers.etag)], [`${url}/${body.id}`, 1])
  const { id, ...rest } = body
  const registered = { active: true, registeredAt: '2026-03-02T09:00:00+08:00', version: 1 }
  const shown = { updatedAt: registered.registeredAt, actions: ['change'] }
  t.strictSame(rest, { ...person, unitName: '长春市', ...registered, ...shown })
  const own = `${url}/${id}`
  t.strictSame((await call('GET', own, { as: city })).body, body)
  t.equal(
    (await call('GET', own, { as: city, headers: { 'if-none-match': String(headers.etag) } })).status,
    304
  )

  const change = { post: '副科长', conflicts: [{ unitCode: '2203', reason: '曾任职' }], active: false }
  const changed = await call('PATCH', own, { as: city, body: change, headers: { 'if-match': '"1"' } })
  t.match(changed.headers.etag, '"2.')
  t.strictSame(changed.body, { ...body, ...change, version: 2 }, 'a code nobody knows is taken as it is told')

  const [first, second, ...others] = await noted(service, id)
  t.strictSame(others, [])
  t.match(first, { action: 'staff.registered', actor: 'c1', unitCode: '2201', path: '22.2201' })
  t.strictSame(first?.details, { qualifications: person.qualifications, conflictsWith: ['220102'] })
  t.match(second, { action: 'staff.changed', event: 'staff.changed', path: '22.2201' })
  t.strictSame(second?.data, { changed: ['post'], active: false, conflictsWith: ['2203'] })
  t.notMatch(JSON.stringify([first, second]), /王芳|配偶|曾任职/, 'no names, no reasons')
})

t.test('without qualifications and conflicts', async (t) => {
  const { unitCode, name, post } = person
  const { body } = await call('POST', url, { as: city, body: { unitCode, name, post } })
  t.strictSame([body.qualifications, body.conflicts], [[], []])
  const change = { conflicts: [], qualifications: ['policy'] }
  const headers = { 'if-match': '*' }
  t.match((await call('PATCH', `${url}/${body.id}`, { as: city, body: change, headers })).body, change)
})

t.test('twice at once gives one effect', async (t) => {
  const headers = { 'idempotency-key': 'one-person' }
  const made = await Promise.all([1, 2, 3].map(() => call('POST', url, { as: city, body: person, headers })))
  t.equal(new Set(made.map(({ body }) => body.id).filter(Boolean)).size, 1)
  const own = `${url}/${made.find(({ status }) => status === 201)?.body.id}`
  const changes = await Promise.all(
    ['甲', '乙', '丙'].map((name) =>
      call('PATCH', own, { as: city, body: { name }, headers: { 'if-match': '"1"' } })
    )
  )
  t.strictSame(statuses(changes), [200, 412, 412])
  t.equal((await call('GET', own, { as: city })).body.version, 2)
  const leader: Person = { unit: '2201', roles: ['leader'] }
  await nothingWritten(t, service, () =>
    call('PATCH', own, { as: leader, body: { name: '丁' }, headers: { 'if-match': '"1"' } })
  )
})

t.test('the register moves with its unit', async (t) => {
  const { id } = (await call('POST', url, { body: { ...person, unitCode: '220102' } })).body
  const city2: Person = { unit: '2202', roles: ['viewer'] }
  t.equal((await call('GET', `${url}/${id}`, { as: city2 })).status, 404)
  const move = { body: { parentCode: '2202' }, headers: { 'if-match': '"1"' } }
  t.equal((await call('PATCH', '/v1/units/220102', move)).status, 200)
  t.equal((await call('GET', `${url}/${id}`, { as: city2 })).status, 200)
  t.equal((await call('GET', `${url}/${id}`, { as: city })).status, 404)
})
