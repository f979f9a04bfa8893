import t from 'tap'
import { city, county, keeper, moneyOf } from '../examples/money.ts'
import { proposalsOf, reader } from '../examples/proposals.ts'
import { ok, testService } from '../support/service.ts'

const service = await testService(t)
const { call } = service
const { programme, received, part } = moneyOf(service)
const { watch, list, read } = proposalsOf(service)
const as = reader('22')
await programme('p')

t.test('handed down more than 30 days late, more than 90, or twice in a year', async (t) => {
  const first = await received({ toUnitCode: city })
  t.equal(first.dueOn, '2026-02-04')
  t.equal(await watch('2026-03-06'), 0, 'thirty days are not more than thirty')
  t.equal(await watch('2026-03-07'), 1)
  const [one] = await list('', as)
  t.match(one, { fact: 'allocation-late', kind: 'notice', targetCode: city, unitCode: '22', period: '2026' })
  const { facts } = await read(one.id, as)
  const figures = { programme: 'p', documentNo: '1号', dueOn: '2026-02-04', days: 31, retained: '100.00' }
  t.strictSame(facts, [{ kind: null, id: null, figures }])
  ok(await part(first.id, county, '100', { receivedOn: '2026-03-07' }))
  await watch('2026-03-08')
  t.match(await read(one.id, as), { kind: 'notice', state: 'open', facts: [{ figures: { days: 31 } }] })
  t.notOk('retained' in (await read(one.id, as)).facts[0].figures, 'it was late, and nothing is left')
  await received({ toUnitCode: city, receivedOn: '2026-03-08' })
  await watch('2026-05-07')
  t.match(await read(one.id, as), { kind: 'notice' })
  await watch('2026-05-08')
  t.match(await list(`targetCode=${city}`, as), [{ id: one.id, kind: 'interview' }], 'twice in a year')
})

t.test('more than 90 days', async (t) => {
  const { dueOn } = await received({ toUnitCode: '2202', receivedOn: '2026-05-08' })
  t.equal(dueOn, '2026-06-08')
  const proposed = () => list('targetCode=2202', as)
  await watch('2026-09-06')
  t.match(await proposed(), [{ kind: 'notice' }])
  await watch('2026-09-07')
  t.match(await proposed(), [{ kind: 'interview' }])
})

t.test('matching money on the day after it was due, and 60 days later', async (t) => {
  const matching = { budgeted: '100', dueOn: '2026-10-15' }
  const { id } = await received({ toUnitCode: '2203', receivedOn: '2026-09-07', matching })
  const proposed = () => list('targetCode=2203&fact=matching-missing', as)
  const arrive = async (arrived: string, arrivedOn: string) =>
    ok(await call('POST', `/v1/allocations/${id}/matching`, { as: keeper(), body: { arrived, arrivedOn } }))
  await watch('2026-10-15')
  t.strictSame(await proposed(), [])
  await arrive('60', '2026-10-15')
  await watch('2026-10-16')
  const [one] = await proposed()
  t.match(one, { kind: 'notice', period: '2026-Q4' })
  t.match((await read(one.id, as)).facts, [
    { kind: null, figures: { budgeted: '100.00', arrived: '60.00', dueOn: '2026-10-15', days: 1 } }
  ])
  await watch('2026-12-14')
  t.match(await proposed(), [{ kind: 'notice' }], 'the sixtieth day')
  await watch('2026-12-15')
  t.match(await proposed(), [{ kind: 'interview' }])
  await arrive('100', '2026-12-15')
  await watch('2026-12-16')
  t.match(await proposed(), [{ state: 'lapsed' }])
})
