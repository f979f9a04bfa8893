import t from 'tap'
import { paymentsOf } from '../examples/batch.ts'
import { city, county, keeper, moneyOf } from '../examples/money.ts'
import { ok, testService } from '../support/service.ts'

/** What was handed on, or paid, after the last day; all of it due by 2026-02-04. */
const service = await testService(t, { jobs: true })
const { call, ended, database } = service
const { programme, received, part } = moneyOf(service)
const as = keeper()
const [inTime, late] = [{ receivedOn: '2026-02-04' }, { receivedOn: '2026-02-05' }]

/** The check of a programme of its own, and its exceptions. */
async function told(code: string, kind = 'allocation', period = '2026-02') {
  const body = { kind, unitCode: '22', programme: code, period }
  const check = ok(await call('POST', '/v1/fund-checks', { as, body }))
  const { items } = ok(await call('GET', `/v1/fund-checks/${check.id}/exceptions`, { as }))
  return { exceptions: check.exceptions, items, check }
}

const tallies = (lateFen: [number, string], left: [number, string]) => ({
  'handed-down-late': { count: lateFen[0], amount: lateFen[1] },
  'not-handed-down': { count: left[0], amount: left[1] }
})

/** Payments of a county from an allocation. */
async function pay(code: string, allocationId: string, ...lines: string[]) {
  const body = { programme: code, unitCode: county, period: '2026-01', allocationId }
  const { id } = ok(await call('POST', '/v1/disbursements', { as, body }))
  const raw = paymentsOf(...lines)
  ok(await call('PUT', `/v1/disbursements/${id}/payments`, { as, raw, type: 'text/csv' }))
}

t.test('a part that came late counts, and not the whole', async (t) => {
  await programme('one-yuan')
  const grant = await received({ programme: 'one-yuan', amount: '1000' })
  ok(await part(grant.id, county, '999', { programme: 'one-yuan', ...inTime }))
  ok(await part(grant.id, county, '1', { programme: 'one-yuan', ...late }))
  const { exceptions, items } = await told('one-yuan')
  t.strictSame(exceptions, tallies([1, '1.00'], [0, '0.00']))
  t.match(items, [
    { unitCode: city, recordId: grant.id, due: '1000.00', paid: '1000.00', difference: '1.00' }
  ])
})

t.test('also where something is left', async (t) => {
  await programme('rest')
  const grant = await received({ programme: 'rest', amount: '1000' })
  ok(await part(grant.id, county, '900', { programme: 'rest', ...late }))
  t.strictSame((await told('rest')).exceptions, tallies([1, '900.00'], [1, '100.00']))
})

t.test('what was paid late counts, as far as it was money of the allocation', async (t) => {
  await programme('paid')
  const one = await received({ programme: 'paid', toUnitCode: county, amount: '500' })
  const lines = ['A,300,2026-02-04,6,paid', 'B,150,2026-02-05,6,paid', 'C,20,2026-02-06,6,returned']
  await pay('paid', one.id, ...lines)
  t.strictSame((await told('paid')).exceptions, tallies([1, '150.00'], [1, '50.00']))
  await programme('with-share')
  const two = await received({ programme: 'with-share', toUnitCode: county, amount: '100' })
  await pay('with-share', two.id, 'A,90,2026-02-04,6,paid', 'B,80,2026-02-05,6,paid')
  t.strictSame((await told('with-share')).exceptions, tallies([1, '10.00'], [0, '0.00']))
  await programme('own-share')
  const three = await received({ programme: 'own-share', toUnitCode: county, amount: '100' })
  await pay('own-share', three.id, 'A,100,2026-02-04,6,paid', 'B,80,2026-02-05,6,paid')
  t.strictSame((await told('own-share')).exceptions, tallies([0, '0.00'], [0, '0.00']))
})

t.test('what reads many lines is done by an operation, and comes to the same', async (t) => {
  await programme('long')
  const grant = await received({ programme: 'long', toUnitCode: county, amount: '60000' })
  const lines = Array.from({ length: 50_001 }, (_, n) => `R${n},1,2026-02-0${n % 2 === 0 ? 4 : 5},6,paid`)
  await pay('long', grant.id, ...lines)
  for (const [kind, period, found] of [
    ['allocation', '2026-02', tallies([1, '25000.00'], [1, '9999.00'])],
    ['account', '2026-01', { 'no-account': { count: 1, amount: '50001.00' } }]
  ] as const) {
    const body = { kind, unitCode: '22', programme: 'long', period }
    const begun = await call('POST', '/v1/fund-checks', { as, body })
    t.match(begun, { status: 202, headers: { location: `/v1/operations/${begun.body.id}` } })
    const { result } = (await ended(begun.body.id)).body
    const check = ok(await call('GET', `/v1/fund-checks/${result.checkId}`, { as }))
    t.match(check, { kind, unitCode: '22', exceptions: found, contentHash: result.contentHash })
  }
  t.match((await told('long', 'retention', '2026-03')).exceptions, { retained: { amount: '9999.00' } })
})

t.test('payments that were taken out of the database are not passed over', async (t) => {
  const { pool } = database.owner
  await pool.query('alter table payment_line detach partition payment_line_2026_01')
  const body = { kind: 'allocation', unitCode: '22', programme: 'paid', period: '2026-02' }
  const refused = await call('POST', '/v1/fund-checks', { as, body })
  t.match(refused, { status: 409, body: { code: 'fund-month-archived' } })
  t.match((await told('one-yuan')).exceptions, { 'handed-down-late': { amount: '1.00' } }, 'without payments')
})
