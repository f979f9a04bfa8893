import t from 'tap'
import { noted, refused, statuses } from '../support/assertions.ts'
import { type Person, testService } from '../support/service.ts'
import { versionOf } from '../support/version.ts'

const service = await testService(t)
const { call, clock } = service
const retire = (code: string, body: object, as?: Person) =>
  call('POST', `/v1/units/${code}/retire`, { as, body })
const add = (code: string, level: string, parentCode: string, more = {}) =>
  call('POST', '/v1/units', { body: { code, name: code, level, parentCode, ...more } })
const obligations = async (code: string) => {
  const { items } = (await call('GET', `/v1/units/${code}/obligations?year=2026`)).body
  return items[0]?.population
}
const village = '220102001001'
const city: Person = { unit: '2201', roles: ['admin'] }

t.before(async () => {
  await add('22a', 'county', '2201', { validFrom: '2026-03-01' })
  await add('22b', 'county', '2201')
  t.equal((await retire('22b', { on: '2026-02-01' })).status, 200)
  const body = { code: '33', name: '另一省', level: 'province' }
  t.equal((await call('POST', '/v1/units', { body, as: { unit: '*', roles: ['admin'] } })).status, 201)
})

t.test('refused, and nothing written', async (t) => {
  const at = (code: string) => ({ url: `/v1/units/${code}/retire` })
  const early = { body: { on: '2026-02-28' } }
  await refused(
    t,
    service,
    { method: 'POST', ...at(village), body: { on: '2026-03-02' } },
    {
      'without a token': { as: null, is: [401, 'token-missing'] },
      'without the role': { as: { unit: '22', roles: ['planner'] }, is: [403, 'role-missing'] },
      'by a unit beside': { as: { unit: '220103', roles: ['admin'] }, is: [404, 'not-found'] },
      'a unit that is not there': { ...at('99'), is: [404, 'not-found'] },
      'an old version': { headers: { 'if-match': '"4"' }, is: [412, 'version-stale'] },
      'one with subordinates': { ...at('220102'), is: [409, 'unit-has-subordinates'] },
      'one that has ended': { ...at('22b'), is: [409, 'unit-retired'] },
      'before it began': { ...at('22a'), ...early, is: [422, 'retired-before-valid', '/on'] }
    }
  )
})

t.test('a successor that will not do: refused, and nothing written', async (t) => {
  const by = (successorCode: string, code: string) => ({
    body: { on: '2026-03-02', successorCode },
    is: [422, code, '/successorCode'] as [number, string, string]
  })
  await refused(
    t,
    service,
    { method: 'POST', url: `/v1/units/${village}/retire` },
    {
      'that is not there': by('9999', 'unknown-successor'),
      'that the caller cannot see': { as: city, ...by('220202001001', 'unknown-successor') },
      'in another province': by('33', 'unknown-successor'),
      'that is the unit itself': by(village, 'successor-retired'),
      'that has ended': by('22b', 'successor-retired')
    }
  )
})

t.test('malformed', async (t) => {
  const bad = (body: object, pointer: string) => ({
    body,
    is: [400, 'validation-failed', pointer] as [number, string, string]
  })
  await refused(
    t,
    service,
    { method: 'POST', url: `/v1/units/${village}/retire` },
    {
      'no body': { is: [400, 'validation-failed'] },
      'no day': bad({}, '/on'),
      'a day that is none': bad({ on: '2026-13-01' }, '/on'),
      'an instant': bad({ on: '2026-03-02T00:00:00Z' }, '/on'),
      'no code': bad({ on: '2026-03-02', successorCode: '' }, '/successorCode'),
      'an unknown field': bad({ on: '2026-03-02', reason: 'x' }, '/reason')
    }
  )
})

t.test('done and recorded', async (t) => {
  const before = await obligations('220102001')
  const { status, headers, body } = await retire(village, { on: '2026-03-05', successorCode: '220102001002' })
  t.strictSame([status, versionOf(headers.etag)], [200, 2])
  t.match(body, { code: village, validTo: '2026-03-05', successorCode: '220102001002' })
  t.strictSame((await call('GET', `/v1/units/${village}`)).body, body)
  const [line, ...others] = await noted(service, village)
  t.strictSame(others, [])
  t.match(line, { action: 'unit.retired', actor: 'p1', unitCode: village, event: 'unit.retired' })
  t.equal(line?.path, `22.2201.220102.220102001.${village}`)
  t.strictSame(line?.details, { validTo: '2026-03-05', successorCode: '220102001002' })
  t.strictSame(line?.data, line?.details)
  t.equal(await obligations('220102001'), before, 'it counts to its last day')
  clock.now = new Date('2026-03-04T16:00:00Z')
  t.equal(await obligations('220102001'), before - 1, 'and no longer')
  t.equal((await retire(village, { on: '2026-04-01' })).body.code, 'unit-retired')
})

t.test('a unit may end on the day on which its last subordinate ends', async (t) => {
  await add('22c', 'county', '2203')
  await add('22c1', 'township', '22c')
  t.equal((await retire('22c1', { on: '2026-05-02' })).status, 200)
  const early = await retire('22c', { on: '2026-05-01' })
  t.strictSame([early.status, early.body.code], [409, 'unit-has-subordinates'])
  t.equal((await retire('22c', { on: '2026-05-02' })).status, 200)
})

t.test('twice at once gives one end', async (t) => {
  const days = ['2026-06-01', '2026-06-02', '2026-06-03']
  const answers = await Promise.all(days.map((on) => retire('220102001003', { on })))
  t.strictSame(statuses(answers), [200, 409, 409])
  const won = answers.find(({ status }) => status === 200)
  t.equal((await call('GET', '/v1/units/220102001003')).body.validTo, won?.body.validTo)
  t.equal((await noted(service, '220102001003')).length, 1)
})

t.test('its end and a new subordinate at once: one of them is refused', async (t) => {
  await add('22d', 'county', '2203')
  const [end, below] = await Promise.all([
    retire('22d', { on: '2026-03-01' }),
    add('22d1', 'township', '22d')
  ])
  t.strictSame([end.status, below.status].sort(), end.status === 200 ? [200, 422] : [201, 409])
})
