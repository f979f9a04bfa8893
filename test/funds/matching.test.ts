import t from 'tap'
import { type Arrival, arrive, standing } from '../../src/funds/allocations/matching-rules.ts'
import { yuanOf } from '../../src/platform/values/money.ts'
import { city, keeper, moneyOf } from '../examples/money.ts'
import { ok, testService } from '../support/service.ts'

t.test('what is told later takes the place of what it contradicts', (t) => {
  const cases: [string, Arrival[], Arrival, string[]][] = [
    ['the first', [], at('10-10', 100), ['10-10: 100']],
    ['more, later', [at('10-10', 100)], at('10-20', 120), ['10-10: 100', '10-20: 120']],
    ['another amount of the same day', [at('10-10', 100)], at('10-10', 90), ['10-10: 90']],
    ['the same amount on a later day', [at('10-10', 100)], at('10-12', 100), ['10-12: 100']],
    ['an earlier day', [at('10-10', 100)], at('10-08', 100), ['10-08: 100']],
    ['less than was told', [at('10-08', 60), at('10-10', 100)], at('10-12', 80), ['10-08: 60', '10-12: 80']],
    ['nothing at all', [at('10-08', 60), at('10-10', 100)], at('10-12', 0), ['10-12: 0']],
    ['between', [at('10-01', 10), at('10-10', 100)], at('10-05', 50), ['10-01: 10', '10-05: 50']]
  ]
  for (const [name, before, come, after] of cases) {
    const got = arrive(
      '1',
      before,
      { arrived: yuanOf(come.arrived), arrivedOn: come.arrivedOn },
      '2026-12-31'
    )
    t.same(
      got.map((one) => `${one.arrivedOn.slice(5)}: ${one.arrived}`),
      after,
      name
    )
  }
  t.throws(() => arrive(null, [], { arrived: '1', arrivedOn: '2026-10-10' }, '2026-12-31'), {
    code: 'matching-absent'
  })
  t.end()
})

t.test('it is in place since the budget was reached; until then the last arrival counts', (t) => {
  const came = [at('10-08', 60), at('10-10', 100), at('10-20', 120)]
  t.same(standing([], 100), { arrived: 0, arrivedOn: null })
  t.same(standing(came, 100), { arrived: 120, arrivedOn: '2026-10-10' })
  t.same(standing(came, 60), { arrived: 120, arrivedOn: '2026-10-08' })
  t.same(standing(came, 121), { arrived: 120, arrivedOn: '2026-10-20' })
  t.end()
})

function at(day: string, arrived: number): Arrival {
  return { arrivedOn: `2026-${day}`, arrived }
}

t.test('more that comes later makes a share late that was in place in time: no', async (t) => {
  const service = await testService(t)
  const { call, clock } = service
  clock.now = new Date('2026-11-05T01:00:00Z')
  const { programme, received, read } = moneyOf(service)
  await programme('p')
  const matching = { budgeted: '100', dueOn: '2026-10-15' }
  const arrives = async (id: string, arrived: string, arrivedOn: string) =>
    ok(await call('POST', `/v1/allocations/${id}/matching`, { as: keeper(), body: { arrived, arrivedOn } }))
      .matching
  const check = async () => {
    const body = { kind: 'matching', unitCode: '22', programme: 'p', period: '2026-10' }
    return ok(await call('POST', '/v1/fund-checks', { as: keeper(), body })).exceptions
  }
  const inTime = await received({
    toUnitCode: city,
    matching: { ...matching, arrived: '100', arrivedOn: '2026-10-10' }
  })
  t.match(inTime.matching, { arrivedOn: '2026-10-10', metOn: '2026-10-10', inTime: '100.00' })
  t.match(await arrives(inTime.id, '120.00', '2026-10-20'), {
    ...{ budgeted: '100.00', arrived: '120.00', arrivedOn: '2026-10-20' },
    ...{ metOn: '2026-10-10', inTime: '100.00', overdue: false }
  })
  t.match(await check(), { 'matching-late': { count: 0 }, 'matching-short': { count: 0 } })

  const late = await received({ toUnitCode: '2202', matching })
  t.match(await arrives(late.id, '60', '2026-10-10'), { metOn: null, inTime: '60.00', overdue: true })
  t.match(await check(), { 'matching-short': { count: 1, amount: '40.00' } })
  t.match(await arrives(late.id, '100', '2026-10-20'), { metOn: '2026-10-20', inTime: '60.00' })
  t.match(await check(), { 'matching-late': { count: 1, amount: '40.00' }, 'matching-short': { count: 0 } })
  t.match(await arrives(late.id, '100', '2026-10-14'), { metOn: '2026-10-14', inTime: '100.00' })
  t.match(await check(), { 'matching-late': { count: 0 } }, 'the day was a slip')
  const { items } = await read('/v1/allocations')
  t.same(
    items.map((one: { matching: object | null }) => one.matching),
    await Promise.all(
      items.map(async ({ id }: { id: string }) => (await read(`/v1/allocations/${id}`)).matching)
    )
  )
  const csv = await call('GET', '/v1/allocations', { as: keeper(), headers: { accept: 'text/csv' } })
  t.match(csv.text, /matchingArrivedOn,matchingMetOn,matchingInTime,matchingOverdue/)
  t.match(csv.text, /,120\.00,2026-10-20,2026-10-10,100\.00,false/)
})
