import t from 'tap'
import { paymentsOf } from '../examples/batch.ts'
import { city, county, keeper, moneyOf } from '../examples/money.ts'
import { nothingWritten, nowhere, refused, statuses } from '../support/assertions.ts'
import { ok, type Person, testService } from '../support/service.ts'

/** Findings of what a check of allocations or accounts came across at many units. */
const service = await testService(t)
const { call, database } = service
const { programme, received, part } = moneyOf(service)
const [province, cityKeeper, countyKeeper] = [keeper(), keeper(city), keeper(county)]
const severity = 'serious'

await programme('p')
await programme('own')
const grant = await received({ toUnitCode: '22', fromUnitCode: undefined, amount: '1000' })
const handed = ok(await part(grant.id, city, '600'))
ok(await part(handed.id, county, '250', {}))
ok(await part(handed.id, county, '50', {}))
ok(await part(handed.id, '220103', '100', {}))
await received({ programme: 'own', toUnitCode: '22', fromUnitCode: undefined, amount: '7' })

async function check(kind: string, unitCode: string, as: Person, code = 'p', period = '2026-03') {
  const body = { kind, unitCode, programme: code, period }
  return ok(await call('POST', '/v1/fund-checks', { as, body }))
}

const findings = (id: string, as: Person, body: object = { severity }) =>
  call('POST', `/v1/fund-checks/${id}/findings`, { as, body })

t.test('refused, and nothing written', async (t) => {
  const { id } = await check('retention', '22', province)
  const own = await check('retention', '22', province, 'own')
  const caseworker: Person = { unit: '22', roles: ['caseworker'] }
  const url = `/v1/fund-checks/${id}/findings`
  await refused(
    t,
    service,
    { method: 'POST', url, as: province, body: { severity } },
    {
      'only its own': { url: `/v1/fund-checks/${own.id}/findings`, is: [422, 'fund-check-own'] },
      'only its own of the type': {
        url: `/v1/fund-checks/${own.id}/findings`,
        body: { severity, types: ['retained'] },
        is: [422, 'fund-check-own', '/types/0']
      },
      'nothing of the type': {
        body: { severity, types: ['unpaid'] },
        is: [422, 'fund-check-sound', '/types/0']
      },
      'a caseworker': { as: caseworker, is: [403, 'role-missing'] },
      'a caseworker, of no check': {
        as: caseworker,
        url: `/v1/fund-checks/${nowhere}/findings`,
        is: [403, 'role-missing']
      },
      malformed: { body: { severity: 'x' }, is: [400, 'validation-failed', '/severity'] }
    }
  )
})

t.test('one at each unit below that has some, with what is its own', async (t) => {
  const { id, exceptions } = await check('retention', '22', province)
  t.strictSame(exceptions, { retained: { count: 5, amount: '1000.00' } })
  const { items } = ok(await findings(id, province))
  const told = items.map(({ unitCode, targetCode, text }: Record<string, string>) => [
    unitCode,
    targetCode,
    text?.match(/\d+ 笔，金额 [\d.]+ 元/)?.[0]
  ])
  t.strictSame(told, [
    ['22', city, '1 笔，金额 200.00 元'],
    ['22', county, '2 笔，金额 300.00 元'],
    ['22', '220103', '1 笔，金额 100.00 元']
  ])
  t.match(items[0].causes, [{ kind: 'fund-check', id }])
  const { rows } = await database.owner.pool.query(
    'select type, unit_code from fund_check_finding where check_id = $1 order by unit_code',
    [id]
  )
  t.same(
    rows.map(({ unit_code }) => unit_code),
    [city, county, '220103']
  )
  await nothingWritten(t, service, async () => {
    const again = await findings(id, province)
    t.match(again, { status: 409, body: { code: 'fund-check-finding-exists' } })
  })
})

t.test('two at once: one of them', async (t) => {
  const { id } = await check('retention', city, cityKeeper)
  const answers = await Promise.all([1, 2].map(() => findings(id, cityKeeper)))
  t.same(statuses(answers), [201, 409])
  const { items } = answers.find(({ status }) => status === 201)?.body ?? {}
  t.same(
    items.map(({ targetCode }: { targetCode: string }) => targetCode),
    [county, '220103'],
    'not at the city itself'
  )
})

t.test('people of a unit that has some find no fault with themselves', async (t) => {
  const { id } = await check('retention', county, province)
  t.match(await findings(id, countyKeeper), { status: 422, body: { code: 'fund-check-own' } })
  t.match(ok(await findings(id, cityKeeper)).items, [{ unitCode: city, targetCode: county }])
})

t.test('payments from no account are found at the unit that paid', async (t) => {
  const body = { programme: 'p', unitCode: county, period: '2026-01' }
  const batch = ok(await call('POST', '/v1/disbursements', { as: province, body }))
  const raw = paymentsOf('A,10,2026-01-05,6,paid')
  const url = `/v1/disbursements/${batch.id}/payments`
  ok(await call('PUT', url, { as: province, raw, type: 'text/csv' }))
  const { id } = await check('account', city, province, 'p', '2026-01')
  const { items } = ok(await findings(id, province))
  t.match(items, [
    { unitCode: '22', targetCode: county, itemId: 'funds-account', text: /1 笔，金额 10.00 元/ }
  ])
  t.equal(items.length, 1)
})

t.test('a unit that is no longer there is left out', async (t) => {
  const { id } = await check('retention', '22', province)
  await database.owner.pool.query("update unit set valid_to = '2026-03-01' where code = '220103'")
  const { items } = ok(await findings(id, province))
  t.same(
    items.map(({ targetCode }: { targetCode: string }) => targetCode),
    [city, county]
  )
})
