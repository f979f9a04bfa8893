import t from 'tap'
import { watchDuties } from '../../src/duty-records/index.ts'
import { staffOnRegister } from '../../src/relatives/index.ts'
import { dutyExamples } from '../examples/duties.ts'
import { noted } from '../support/assertions.ts'
import { ok, testService } from '../support/service.ts'

const service = await testService(t)
const { call, clock, context } = service
const at = (day: string) => {
  clock.now = new Date(`${day}T01:00:00Z`)
}
const of = (unit: string) => ({ unit, roles: ['leader' as const], sub: unit })

t.test('a duty that is missed is recorded once', async (t) => {
  t.equal(await watchDuties(context, staffOnRegister), 0, 'what was missed before the first look is no event')
  const body = { unitCode: '220202', year: 2026, ...dutyExamples.scheme }
  ok(await call('POST', '/v1/duty-records', { as: of('220202'), body }))
  at('2026-03-31')
  t.equal(await watchDuties(context, staffOnRegister), 0, 'the last day is not over')
  at('2026-04-01')
  t.equal(await watchDuties(context, staffOnRegister), 1153 + 1154, 'schemes but one, and responsibilities')
  t.equal(await watchDuties(context, staffOnRegister), 0)
  const missed = async (code: string) =>
    (await noted(service, code))
      .filter(({ action }) => action === 'unit.duty-missed')
      .map(({ details }) => details.kind)
      .sort()
  t.same(await missed('2202'), ['responsibility', 'scheme'])
  t.same(await missed('220202'), ['responsibility'])
})

t.test('after the service was down over the end of a year', async (t) => {
  at('2027-01-05')
  t.equal(
    await watchDuties(context, staffOnRegister),
    82 + 1154 + 1154,
    'rules, publicity, training of the year before'
  )
  const { status, body } = await call('GET', '/v1/duty-records/missing?year=2026&kind=rules&count=true')
  t.match([status, body.total], [200, 82])
})

t.test('two instances at once record nothing twice', async (t) => {
  at('2027-04-01')
  const counts = await Promise.all([
    watchDuties(context, staffOnRegister),
    watchDuties(context, staffOnRegister)
  ])
  t.equal((counts[0] ?? 0) + (counts[1] ?? 0), 1154 + 1154)
})
