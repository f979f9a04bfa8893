import t from 'tap'
import { watchDuties } from '../../src/duty-records/index.ts'
import { staffOnRegister } from '../../src/relatives/index.ts'
import { dutyExamples } from '../examples/duties.ts'
import { city, findingsOf, person } from '../examples/finding.ts'
import { plansOf } from '../examples/plan.ts'
import { proposalsOf, reader } from '../examples/proposals.ts'
import { ok, testService } from '../support/service.ts'

const service = await testService(t)
const { call, clock } = service
const { made } = findingsOf(service)
const { create } = plansOf(service)
const { watch, list, read } = proposalsOf(service)
const county = '220102'
const proposed = (fact: string, targetCode = county) =>
  list(`fact=${fact}&targetCode=${targetCode}`, reader(city))
/** A finding on an item of the checklist, which runs long enough not to be overdue itself. */
const remind = async (area: string, itemId: string, text: string) =>
  (await made({ targetCode: county, area, itemId, text, rectifyBy: '2026-12-31' })).id

t.test('a hotline that is missing 60 days after a reminder', async (t) => {
  await watchDuties(service.context, staffOnRegister)
  await watch('2026-03-03')
  t.strictSame(await list('', reader('22')), [], 'without a reminder nothing is proposed')
  const id = await remind('petitions', 'petitions-hotline', '未设监督举报电话。')
  t.equal(clock.now.toISOString().slice(0, 10), '2026-03-03')
  await watch('2026-05-02')
  t.strictSame(await proposed('channels'), [], 'the sixtieth day')
  await watch('2026-05-03')
  const [one] = await proposed('channels')
  t.match(one, { kind: 'notice', unitCode: city, period: '2026-Q2' })
  const figures = { detail: 'hotline', remindedOn: '2026-03-03', days: 61 }
  t.strictSame((await read(one.id, reader(city))).facts, [{ kind: 'finding', id, figures }])
  const body = { phones: [{ number: '0431-88990000' }], online: [] }
  const as = person(county)
  ok(await call('PUT', `/v1/units/${county}/channels`, { as, body, headers: { 'if-match': '*' } }))
  await watch('2026-05-04')
  t.match(await proposed('channels'), [{ state: 'lapsed' }], 'the online channel was nobody’s reminder')
})

t.test('a scheme that is missing 60 days after a reminder', async (t) => {
  await watchDuties(service.context, staffOnRegister)
  const id = await remind('accountability', 'accountability-scheme', '未制定监管方案。')
  await watch('2026-07-03')
  t.strictSame(await proposed('duty-records'), [])
  await watch('2026-07-04')
  const [one] = await proposed('duty-records')
  t.match(one, { kind: 'notice', period: '2026-Q3' })
  const figures = { year: 2026, detail: 'scheme', dueOn: '2026-03-31', remindedOn: '2026-05-04', days: 61 }
  t.strictSame((await read(one.id, reader(city))).facts, [{ kind: 'finding', id, figures }])
  const scheme = { unitCode: county, year: 2026, ...dutyExamples.scheme }
  ok(await call('POST', '/v1/duty-records', { as: person(county), body: scheme }))
  await watch('2026-07-05')
  t.match(await proposed('duty-records'), [{ state: 'lapsed' }])
})

t.test('no plan of a year, where others of the province have one', async (t) => {
  await watch('2026-12-30')
  t.strictSame(await proposed('no-plan'), [], '2025 is unknown: nobody has a plan of it')
  await create('220103')
  await watch('2026-12-31')
  t.strictSame(await proposed('no-plan'), [], 'the year is not over')
  await watch('2027-01-01')
  const [one] = await proposed('no-plan')
  t.match(one, { kind: 'notice', unitCode: city, period: '2026' })
  const [fact] = (await read(one.id, reader(city))).facts
  t.match(fact, { kind: null, id: null, figures: { year: 2026, required: Number } })
  t.strictSame(await proposed('no-plan', '220103'), [])
  const { total } = ok(
    await call('GET', '/v1/proposals?fact=no-plan&count=true&limit=1', { as: reader('22') })
  )
  t.equal(total, 1155 - 1 - 1, 'all that owe inspections but the county with a plan and the province itself')
})
