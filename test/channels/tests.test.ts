import t from 'tap'
import { noted, refused } from '../support/assertions.ts'
import { ok, type Person, testService } from '../support/service.ts'

const service = await testService(t)
const { call, clock } = service
const url = '/v1/channel-tests'
const of = (unit: string, roles: Person['roles'] = ['inspector', 'leader']): Person => ({
  unit,
  roles,
  sub: `${unit} ${roles}`
})
const [city, county] = ['2202', '220202']
const number = '0432-62049999'
const mailbox = 'jz@example.cn'
const headers = { 'if-match': '*' }
const channels = {
  phones: [
    { number, hours: '08:30-17:00' },
    { number: '12345', hours: '24h' }
  ],
  online: [{ kind: 'mail', address: mailbox }]
}
ok(await call('PUT', `/v1/units/${county}/channels`, { as: of(county), body: channels, headers }))
clock.now = new Date('2026-03-31T01:00:00Z')

const tried = {
  unitCode: city,
  targetCode: county,
  channel: 'hotline',
  number,
  triedAt: '2026-03-02T08:40:00+08:00'
}
const make = async (change: object = {}) =>
  ok(await call('POST', url, { as: of(city), body: { ...tried, result: 'no-answer', ...change } }))
const unreachable = async (unit: string) =>
  ok(await call('GET', `/v1/units/${county}/channels`, { as: of(unit) })).unreachable

t.test('refused, and nothing written', async (t) => {
  const body = { ...tried, result: 'answered' }
  const bad = (change: object, ...is: [number, string, string]) => ({ body: { ...body, ...change }, is })
  await refused(
    t,
    service,
    { method: 'POST', url, as: of(city), body },
    {
      'without the role': { as: of(city, ['viewer']), is: [403, 'role-missing'] },
      'for another city': bad({ unitCode: '2201' }, 404, 'not-found', '/unitCode'),
      'by the operator': { as: of('*'), is: [404, 'not-found', '/unitCode'] },
      'of itself': bad({ targetCode: city }, 422, 'test-target-not-below', '/targetCode'),
      'of another city': bad({ targetCode: '2201' }, 422, 'test-target-not-below', '/targetCode'),
      'of none': bad({ targetCode: '229999' }, 422, 'test-target-not-below', '/targetCode'),
      'of a number that is not on record': bad(
        { number: '0432-1234567' },
        422,
        'test-number-unknown',
        '/number'
      ),
      'of a mailbox as a phone': bad({ number: mailbox }, 422, 'test-number-unknown', '/number'),
      'in the future': bad({ triedAt: '2026-04-01T08:40:00+08:00' }, 422, 'test-in-future', '/triedAt'),
      'an unknown result': bad({ result: 'busy' }, 400, 'validation-failed', '/result')
    }
  )
})

t.test('hours, days off and make-up days', async (t) => {
  const inHours = async (triedAt: string, more = {}) =>
    (await make({ triedAt, result: 'answered', ...more })).inHours
  t.equal(await inHours('2026-03-02T08:30:00+08:00'), true)
  t.equal(await inHours('2026-03-02T00:40:00Z'), true, 'the same hour in another zone')
  t.equal(await inHours('2026-03-02T17:00:00+08:00'), false)
  t.equal(await inHours('2026-03-01T10:00:00+08:00'), false, 'a Sunday')
  t.equal(await inHours('2026-02-28T10:00:00+08:00'), true, 'a Saturday that is worked')
  t.equal(await inHours('2026-02-17T10:00:00+08:00'), false, 'a Tuesday of the Spring Festival')
  t.equal(await inHours('2026-03-01T03:00:00+08:00', { number: '12345' }), true, 'always answered')
  t.equal(await inHours('2026-03-01T03:00:00+08:00', { channel: 'online', number: mailbox }), true)
})

t.test('unreachable: two of the last three calls within the hours', async (t) => {
  const at = (day: number, hour = '10') => ({
    triedAt: `2026-03-${String(day).padStart(2, '0')}T${hour}:00:00+08:00`
  })
  await make({ ...at(9), result: 'answered' })
  await make(at(10))
  t.equal(await unreachable(city), false, 'one of three')
  await make({ ...at(11, '20') })
  t.equal(await unreachable(city), false, 'after hours it counts for nothing')
  await make({ ...at(11), result: 'wrong-number' })
  t.equal(await unreachable(city), true)
  t.equal(await unreachable('22'), true)
  for (const unit of [county, '220202001', '2201'])
    t.equal(await unreachable(unit), false, `${unit} learns nothing`)
  const listed = (unit: string) => call('GET', '/v1/channels?within=2202&unreachable=true', { as: of(unit) })
  t.match(ok(await listed(city)).items, [{ unitCode: county }])
  t.same(ok(await listed(county)).items, [])
  await make({ ...at(12), result: 'refused' })
  await make({ ...at(13), result: 'answered' })
  t.equal(await unreachable(city), false, 'of the last three one reached nobody')
})

t.test('seen by the unit that tried and those above', async (t) => {
  const { id } = await make({ result: 'answered', waitedSeconds: 12 })
  const status = async (unit: string) => (await call('GET', `${url}/${id}`, { as: of(unit) })).status
  for (const unit of [city, '22']) t.equal(await status(unit), 200, unit)
  for (const unit of [county, '2201', '*']) t.equal(await status(unit), 404, unit)
  const ids = async (unit: string, query = '') =>
    ok(await call('GET', `${url}?limit=200&${query}`, { as: of(unit) })).items.map(
      (one: { id: string }) => one.id
    )
  t.ok((await ids(city)).includes(id))
  t.same(await ids(county), [])
  t.ok((await ids('22', `targetCode=${county}&result=answered,refused`)).includes(id))
  t.same(await ids('22', 'channel=online&result=no-answer'), [])
  t.same(await ids('22', 'from=2026-03-14'), [])
  const [line] = await noted(service, id)
  t.match(line, {
    action: 'channel-test.made',
    unitCode: city,
    details: { targetCode: county, result: 'answered' }
  })
  const { items } = ok(await call('GET', `/v1/units/${county}/timeline`, { as: of(county) }))
  t.notOk(JSON.stringify(items).includes('channel-test'), 'nor in the timeline of the unit that was tried')
})
