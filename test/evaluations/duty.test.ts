import t from 'tap'
import { counties, evaluationsOf, of } from '../examples/evaluation.ts'
import { ok, testService } from '../support/service.ts'

const service = await testService(t)
const { call, clock } = service
const { made, step, enter } = evaluationsOf(service)
const duty = async (query = '', as = of('2202')) => {
  const { items } = ok(await call('GET', `/v1/units/2202/compliance?${query}`, { as }))
  return items.find(({ dutyId }: { dutyId: string }) => dutyId === 'evaluated')
}

t.test('a published evaluation meets the duty of its year', async (t) => {
  t.match(await duty(), {
    ...{ state: 'running', due: '2026-12-31', clauseId: 'jilin-2019-12:3.4', facts: { n: 0, of: 1 } }
  })
  const id = await made()
  await step(id, 'open')
  for (const unit of counties) ok(await enter(id, unit, 'work', { value: '50' }))
  await step(id, 'verify')
  await step(id, 'score')
  clock.now = new Date('2026-03-03T04:00:00Z')
  t.match(await duty(), { state: 'running', facts: { n: 0, of: 1 } }, 'scored is not published')
  await step(id, 'publish')
  t.match(await duty(), { state: 'running' }, 'the day is not over')
  clock.now = new Date('2026-03-04T04:00:00Z')
  t.match(await duty(), { state: 'met', facts: { n: 1, of: 1 } })
  t.match(await duty('year=2027'), { state: 'running', facts: { n: 0, of: 1 } })
  await step(id, 'close')
  t.match(await duty('', of('22')), { state: 'met' }, 'closed later, and published all the same')
})

t.test('a year without one is missed', async (t) => {
  clock.now = new Date('2028-01-03T04:00:00Z')
  t.match(await duty('year=2027&on=2028-01-01'), { state: 'missed', facts: { n: 0, of: 1 } })
})
