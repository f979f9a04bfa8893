import t from 'tap'
import { watchDuties } from '../../src/duty-records/index.ts'
import { staffOnRegister } from '../../src/relatives/index.ts'
import { dutyExamples } from '../examples/duties.ts'
import { noted } from '../support/assertions.ts'
import { ok, type Person, testService } from '../support/service.ts'

// Local rules that set an earlier day, or a larger share of the staff, for standing duties.

const service = await testService(t)
const { call, clock, context } = service
const [province, city, county, otherCity] = ['22', '2202', '220202', '2201']
const of = (unit: string): Person => ({ unit, roles: ['leader', 'viewer'], sub: unit })
const at = (day: string) => {
  clock.now = new Date(`${day}T01:00:00Z`)
}

const addRule = async (unitCode: string, effectiveFrom: string, duties: object[]) => {
  const body = { unitCode, effectiveFrom, document: '监管实施细则', duties }
  return ok(await call('POST', '/v1/local-rules', { body })).id as string
}
/** The unmet duties of a unit of one kind. */
const duty = async (unitCode: string, kind: string, year = 2026) => {
  const query = `within=${unitCode}&kind=${kind}&year=${year}`
  const { items } = ok(await call('GET', `/v1/duty-records/missing?${query}`, { as: of(province) }))
  return items.find((one: { unitCode: string }) => one.unitCode === unitCode)
}
const running = (dueOn: string, localRuleId: string | null) => ({
  state: 'running',
  dueOn,
  localRuleId,
  localDefault: localRuleId === null
})

t.test('the strictest rule of a unit and of those above it counts, and is named', async (t) => {
  at('2026-01-15')
  t.match(await duty(county, 'scheme'), running('2026-03-31', null))
  const ofCity = await addRule(city, '2026-01-01', [{ dutyId: 'scheme', due: '02-28' }])
  const ofCounty = await addRule(county, '2026-01-01', [{ dutyId: 'scheme', due: '03-15' }])
  t.match(await duty(city, 'scheme'), running('2026-02-28', ofCity))
  t.match(await duty(county, 'scheme'), running('2026-02-28', ofCity), 'the city is stricter than the county')
  t.match(await duty(otherCity, 'scheme'), running('2026-03-31', null))
  t.match(await duty(county, 'responsibility'), running('2026-03-31', null), 'another duty')
  const laxer = await addRule(city, '2026-02-01', [{ dutyId: 'scheme', due: '03-31' }])
  t.match(await duty(city, 'scheme'), running('2026-03-31', laxer), 'of one unit the latest rule counts')
  t.match(await duty(county, 'scheme'), running('2026-03-15', ofCounty))
})

t.test('a rule sets no day before it is in force, and none for earlier years', async (t) => {
  await addRule(otherCity, '2026-03-10', [{ dutyId: 'scheme', due: '02-15' }])
  t.match(await duty(otherCity, 'scheme'), running('2026-03-31', null))
  t.match(await duty(otherCity, 'scheme', 2027), { dueOn: '2027-02-15', localDefault: false })
  t.match(await duty(county, 'scheme', 2025), { dueOn: '2025-03-31', state: 'missed' })
})

t.test('a duty is missed on the day after the local one, and recorded once', async (t) => {
  await watchDuties(context, staffOnRegister)
  at('2026-03-16')
  const counties = await watchDuties(context, staffOnRegister)
  t.equal(counties, 1 + 19, 'the county and the townships below it')
  t.match(await duty(county, 'scheme'), { state: 'missed', dueOn: '2026-03-15' })
  t.match(await noted(service, county), [{ action: 'unit.duty-missed', details: { dueOn: '2026-03-15' } }])
  at('2026-04-01')
  const others = await watchDuties(context, staffOnRegister)
  t.equal(counties + others, 1154 + 1154, 'all schemes and responsibilities')
})

t.test('a larger share of the staff', async (t) => {
  at('2026-05-01')
  const training = async (figures: object) => {
    const body = { unitCode: county, year: 2026, ...dutyExamples.training, issuedOn: '2026-04-01', figures }
    return ok(await call('POST', '/v1/duty-records', { as: of(county), body }))
  }
  await addRule(county, '2026-05-01', [{ dutyId: 'training', minPercent: 90 }])
  await training({ people: 17, staffOnRegister: 20 })
  t.match(await duty(county, 'training'), running('2026-12-31', null), '85 per cent')
  await training({ people: 18, staffOnRegister: 20 })
  t.equal(await duty(county, 'training'), undefined, '90 per cent')
})
