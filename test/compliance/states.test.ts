import t from 'tap'
import { clerk, intake } from '../examples/case.ts'
import { dutyExamples } from '../examples/duties.ts'
import { inspector } from '../examples/inspection.ts'
import { refused } from '../support/assertions.ts'
import { ok, type Person, testService } from '../support/service.ts'

const service = await testService(t)
const { call, clock } = service
/** A county with eleven townships. */
const [city, county] = ['2201', '220104']
const of = (unit: string, roles: Person['roles'] = ['leader', 'viewer']): Person => ({
  unit,
  roles,
  sub: unit
})
const at = (day: string) => {
  clock.now = new Date(`${day}T04:00:00Z`)
}
type Line = { dutyId: string; state: string; facts: { n: number; of: number } }
const lines = async (code: string, query = '', as = of(city)): Promise<Line[]> =>
  ok(await call('GET', `/v1/units/${code}/compliance?${query}`, { as })).items
const line = async (code: string, duty: string, query = '', as = of(city)) =>
  (await lines(code, query, as)).find(({ dutyId }) => dutyId === duty)

t.test('all areas at all direct subordinates but one', async (t) => {
  at('2026-03-02')
  const { items } = ok(await call('GET', `/v1/units?within=${county}&level=township&limit=50`))
  t.equal(items.length, 11)
  const all = ['deployment', 'policy', 'disclosure', 'petitions', 'funds', 'accountability']
  const as = inspector(county)
  for (const [n, { code }] of items.entries()) {
    const body = {
      unitCode: county,
      targetCode: code,
      method: 'unannounced-visit',
      plannedOn: '2026-03-02',
      areas: all
    }
    const id = ok(await call('POST', '/v1/inspections', { as, body })).id
    ok(await call('POST', `/v1/inspections/${id}/start`, { as }))
    const conclusion = (area: string) => (n === 10 && area === 'petitions' ? 'not-checked' : 'sound')
    const areas = all.map((area) => ({ area, conclusion: conclusion(area), remarks: '当日未接待' }))
    ok(await call('POST', `/v1/inspections/${id}/complete`, { as, body: { areas } }))
  }
  t.match(await line(county, 'areas-covered'), { facts: { n: 0, of: 11 } }, 'the day is not over')
  at('2026-03-03')
  t.match(await line(county, 'areas-covered'), { facts: { n: 10, of: 11 }, state: 'running' })
  t.match(await line(county, 'fund-supervision'), { facts: { n: 11, of: 11 }, state: 'met' })
  t.match(await line(county, 'areas-covered', 'year=2026&on=2026-03-01'), { facts: { n: 0, of: 11 } })
  at('2027-01-01')
  t.match(await line(county, 'areas-covered', 'year=2026'), { state: 'missed' }, '31 December is over')
  at('2027-01-02')
  t.match(await line(county, 'areas-covered', 'year=2026&on=2027-01-01'), {
    state: 'missed',
    value: 10,
    required: 11
  })
})

t.test('standing duties and channels', async (t) => {
  at('2026-03-02')
  const body = { unitCode: county, year: 2026, ...dutyExamples.scheme }
  ok(await call('POST', '/v1/duty-records', { as: of(county), body }))
  t.match(await line(county, 'scheme'), { state: 'running', due: '2026-03-31' }, 'filed today')
  at('2026-03-03')
  t.match(await line(county, 'scheme'), {
    state: 'met',
    facts: { n: 1, of: 1 },
    clauseId: 'jilin-2019-12:2.6'
  })
  const training = { unitCode: county, year: 2026, ...dutyExamples.training, issuedOn: '2026-03-02' }
  ok(await call('POST', '/v1/duty-records', { as: of(county), body: training }))
  at('2026-03-04')
  t.match(await line(county, 'training'), {
    state: 'running',
    value: 77.27,
    required: 80,
    facts: { n: 17, of: 22 }
  })
  const channels = { phones: [{ number: '12345' }], online: [] }
  const put = { as: of(county), body: channels, headers: { 'if-match': '*' } }
  ok(await call('PUT', `/v1/units/${county}/channels`, put))
  t.match(await line(county, 'hotline'), { state: 'met' })
  t.match(await line(county, 'online'), { state: 'missed', due: null })
})

t.test('terms of cases; reports count for nobody', async (t) => {
  at('2026-03-02')
  const handed = async (more: object) =>
    ok(await call('POST', '/v1/cases', { as: clerk(county), body: intake({ unitCode: county, ...more }) }))
  await handed({})
  at('2026-06-01')
  t.match(await line(county, 'cases-in-time'), { state: 'missed', facts: { n: 0, of: 1 } })
  const before = await lines(county)
  at('2026-03-02')
  await handed({ kind: 'report', summary: '反映资金问题', accusedUnitCodes: undefined })
  at('2026-06-01')
  for (const as of [of(city), of(county), of('22')]) t.same(await lines(county, '', as), before, as.unit)
})

t.test('a grave finding of embezzlement is handed over within thirty days', async (t) => {
  at('2026-03-02')
  const step = async (url: string, body?: object) =>
    ok(await call('POST', `/v1/cases${url}`, { as: clerk(county), ...(body && { body }) }))
  const { id } = await step('', intake({ unitCode: county }))
  await step(`/${id}/accept`)
  const found = {
    ...{ unitCode: county, targetCode: '220104001', area: 'funds', severity: 'grave' },
    ...{ text: '截留救助资金，账实不符。', cause: { kind: 'case', id } }
  }
  const as = inspector(county)
  const finding = ok(await call('POST', '/v1/findings', { as, body: found }))
  at('2026-03-03')
  t.match(await line(county, 'referred'), { state: 'not-applicable' }, 'nobody knows of a cause yet')
  at('2026-03-02')
  await step(`/${id}/reply`, { text: '经核实，情况属实。', outcome: 'upheld', cause: 'embezzlement' })
  const minor = { ...found, severity: 'serious' }
  ok(await call('POST', '/v1/findings', { as, body: minor }))
  at('2026-03-03')
  const running = { facts: { n: 0, of: 2 }, state: 'running', due: '2026-04-01' }
  t.match(await line(county, 'referred'), running)
  at('2026-04-02')
  t.match(await line(county, 'referred'), { ...running, state: 'missed' })
  at('2026-03-20')
  const referral = { receiver: 'discipline', receiverName: '县纪委监委', text: '涉嫌截留救助资金。' }
  ok(await call('POST', `/v1/findings/${finding.id}/referrals`, { as, body: referral }))
  at('2026-04-02')
  t.match(
    await line(county, 'referred'),
    { facts: { n: 2, of: 2 }, state: 'met' },
    'one handover is enough for both'
  )
})

t.test('sums, and who reads them', async (t) => {
  at('2026-06-01')
  const { sums, items, asOf } = ok(await call('GET', `/v1/units/${county}/compliance`, { as: of(county) }))
  t.equal(asOf, '2026-05-31')
  const number = (state: string) => items.filter((one: Line) => one.state === state).length
  t.match(sums, { met: number('met'), missed: number('missed'), unknown: number('unknown') })
  t.equal(sums.rate, (number('met') / (number('met') + number('missed'))).toFixed(4))
  for (const unit of ['220103', '220104001']) {
    const { status } = await call('GET', `/v1/units/${county}/compliance`, { as: of(unit) })
    t.equal(status, 404, `${unit} is beside or below`)
  }
})

t.test('refused', async (t) => {
  at('2026-06-01')
  const get = { method: 'GET' as const, url: `/v1/units/${county}/compliance` }
  const on = (day: string) => ({ ...get, url: `${get.url}?year=2026&on=${day}` })
  await refused(t, service, on('2026-06-01'), {
    'a day that is not over': { is: [422, 'compliance-day', '?on'] }
  })
  await refused(t, service, on('2025-12-31'), {
    'a day before the year': { is: [422, 'compliance-day', '?on'] }
  })
  await refused(
    t,
    service,
    { ...get, url: `${get.url}?year=2018` },
    {
      'a year without a policy': { is: [422, 'no-policy-in-force', '?year'] }
    }
  )
})
