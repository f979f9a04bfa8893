import t from 'tap'
import { dutyExamples } from '../examples/duties.ts'
import { counties, evaluationsOf, of, points } from '../examples/evaluation.ts'
import { ok, type Person, testService } from '../support/service.ts'

/** The year 2026 of a city with three counties: from the indicator set to the published ranking. */
const service = await testService(t, { jobs: true })
const { call, clock, ended } = service
const { made, step, enter, target, published } = evaluationsOf(service)
const city = of('2202')
const third: Person = { unit: '2202', roles: ['evaluator'], sub: 'third' }
const on = (day: string) => {
  clock.now = new Date(`${day}T09:00:00+08:00`)
}
const [first, second, last] = counties

t.test('the year: a set in spring, duties met or not', async (t) => {
  const body = { unitCode: first, year: 2026, ...dutyExamples.scheme }
  ok(await call('POST', '/v1/duty-records', { as: of(first), body }))
  t.pass('one county of three has a scheme')
})

const items = [
  points('policy', '30'),
  points('asked', '40', { by: 'third-party' }),
  {
    ...points('duties', '30', { by: 'superior', mode: 'computed', formula: 'duties.filed' }),
    ...{ unitOfMeasure: 'ratio', full: '1', zero: '0', minN: 1 }
  }
]
const setId = await published({ items })
on('2027-01-05')
const id = await made({
  ...{ setId, from: '2026-01-01', to: '2026-12-31', selfBy: '2027-01-31', verifyBy: '2027-02-28' }
})
const at = `/v1/evaluations/${id}`

t.test('January: the counties assess themselves, a third party asks recipients', async (t) => {
  const assignment = {
    ...{ sub: 'third', name: '第三方人员甲', agreementNo: '2027-1', items: ['asked'], targets: counties },
    ...{ agreementFrom: '2027-01-01', agreementTo: '2027-02-28' },
    organisation: { name: '某评估咨询有限公司', registrationNo: '91220101MA0000000X' }
  }
  ok(await call('POST', `${at}/evaluators`, { as: city, body: assignment }))
  await step(id, 'open')
  for (const unit of counties) ok(await enter(id, unit, 'policy', { value: '30' }))
  for (const [n, unit] of counties.entries()) {
    ok(await enter(id, unit, 'asked', { value: String(40 - n * 10) }, third))
  }
  t.equal((await target(id, first)).values[1].external, null, 'the county does not see it yet')
})

t.test('February: computed, verified, objected to and decided', async (t) => {
  on('2027-02-01')
  const { body } = await call('POST', `${at}/compute`, { as: city })
  t.match((await ended(body.id)).body, { state: 'succeeded', result: { indicators: 1, targets: 3 } })
  await step(id, 'verify')
  ok(await enter(id, last, 'policy', { value: '10', reason: '文件未印发。' }, city))
  for (const unit of [second, last]) {
    const objection = { item: 'policy', text: '请复核。' }
    ok(await call('POST', `${at}/targets/${unit}/objections`, { as: of(unit), body: objection }))
  }
  await step(id, 'score')
  const early = await call('POST', `${at}/publish`, { as: city })
  t.match(early, { status: 409, body: { code: 'evaluation-objections-open' } })
  const decide = (unit: string, decision: object) =>
    call('POST', `${at}/targets/${unit}/objections/1/decide`, { as: city, body: decision })
  ok(await decide(second, { outcome: 'dismissed', reason: '数值无误。' }))
  ok(await decide(last, { outcome: 'upheld', reason: '文件已印发。', value: '20' }))
})

t.test('March: published, and what everybody then knows', async (t) => {
  on('2027-03-01')
  t.equal((await call('GET', `${at}/assignment`, { as: third })).status, 403, 'the agreement is over')
  const { items: before } = ok(await call('GET', `${at}/ranking`, { as: of(first) }))
  t.same(before, [])
  await step(id, 'publish')
  const { items: ranked } = ok(await call('GET', `${at}/ranking`, { as: of('220221') }))
  // Duties: one of five for the first county, none for the others.
  t.match(ranked, [
    { rank: 1, unitCode: first, total: '76.00', grade: 'qualified' },
    { rank: 2, unitCode: second, total: '60.00', grade: 'qualified' },
    { rank: 3, unitCode: last, total: '40.00', grade: 'unqualified' }
  ])
  const { items: lines } = ok(await call('GET', `${at}/scores?unitCode=${last}`, { as: city }))
  t.match(lines, [
    { item: 'policy', self: '30', verified: '20', score: '20.00' },
    { item: 'asked', external: '20', score: '20.00' },
    { item: 'duties', computed: '0.0000', score: '0.00' }
  ])
  on('2027-03-02')
  const duties = ok(await call('GET', '/v1/units/2202/compliance?year=2026&on=2027-03-01', { as: city }))
  t.match(
    duties.items.find((one: { dutyId: string }) => one.dutyId === 'evaluated'),
    { state: 'met' }
  )
})
