import t from 'tap'
import { batchesOf, paymentsOf } from '../examples/batch.ts'
import { city, county, keeper, moneyOf, township } from '../examples/money.ts'
import { noted, nowhere, refused, statuses } from '../support/assertions.ts'
import { ok, type Person, testService } from '../support/service.ts'

/** What was typed wrong is put right by who handed it down, as far as what followed from it still holds. */
const service = await testService(t)
const { call } = service
const { programme, received, part, read } = moneyOf(service)
await programme('p')
const { batch, payments } = batchesOf(service)
const url = '/v1/allocations'

async function correct(id: string, body: object, as: Person = keeper(), version?: string) {
  const tag = version ?? String((await call('GET', `${url}/${id}`, { as: keeper() })).headers.etag)
  return call('PATCH', `${url}/${id}`, { as, body, headers: { 'if-match': tag } })
}
const corrected = async (id: string, body: object) => ok(await correct(id, body))

t.test('refused, and nothing is written', async (t) => {
  const whole = await received({ amount: '100', receivedOn: '2026-01-10' })
  const one = ok(await part(whole.id, county, '60', { receivedOn: '2026-01-12' }))
  ok(await part(one.id, township, '20', { receivedOn: '2026-01-14' }))
  const id = await batch({ programme: 'p', allocationId: one.id })
  ok(await payments(id, paymentsOf('R,30,2026-01-20,6228480010000001,paid')))
  const twin = await received({ toUnitCode: county })
  const headers = { 'if-match': '"3"' }
  const bad = (body: object, code: string, pointer: string, status = 422) => ({
    ...{ body, is: [status, code, pointer] as [number, string, string] }
  })
  await refused(
    t,
    service,
    { method: 'PATCH', url: `${url}/${one.id}`, as: keeper(), headers, body: { documentNo: 'x' } },
    {
      nobody: { as: null, is: [401, 'token-missing'] },
      'without the role': { as: keeper('22', ['viewer', 'leader']), is: [403, 'role-missing'] },
      'who received it': { as: keeper(county), is: [403, 'allocation-not-yours'] },
      'a unit beside': { as: keeper('2202'), is: [404, 'allocation-not-found'] },
      'the operator': { as: keeper('*'), is: [404, 'allocation-not-found'] },
      'none such': { url: `${url}/${nowhere}`, is: [404, 'allocation-not-found'] },
      'without a version': { headers: {}, is: [428, 'precondition-required', 'header:if-match'] },
      'of an old version': { headers: { 'if-match': '"1"' }, is: [412, 'version-stale'] },
      nothing: bad({}, 'validation-failed', '', 400),
      'another unit': bad({ toUnitCode: city }, 'validation-failed', '/toUnitCode', 400),
      'no amount': bad({ amount: '1.005' }, 'validation-failed', '/amount', 400),
      'of nothing': bad({ amount: '0' }, 'allocation-of-nothing', '/amount'),
      'less than went on': bad({ amount: '49.99' }, 'allocation-below-flow', '/amount'),
      'more than the whole has': bad({ amount: '100.01' }, 'allocation-exceeds', '/amount'),
      'another day, when some went on': bad(
        { receivedOn: '2026-01-13' },
        'allocation-handed-on',
        '/receivedOn',
        409
      ),
      'a document that is there': { body: { documentNo: twin.documentNo }, is: [409, 'allocation-exists'] }
    }
  )
  const last = { url: `${url}/${twin.id}`, headers: { 'if-match': '"1"' } }
  const usual = { method: 'PATCH' as const, as: keeper(), ...last }
  await refused(t, service, usual, {
    tomorrow: bad({ receivedOn: '2026-03-03' }, 'allocation-received-later', '/receivedOn'),
    'before the calendar': bad({ receivedOn: '2003-12-31' }, 'start-outside-calendar', '/receivedOn')
  })
  const below = ok(await part(whole.id, '220103', '10', { receivedOn: '2026-01-12' }))
  await refused(
    t,
    service,
    { ...usual, url: `${url}/${below.id}` },
    { 'before the whole came': bad({ receivedOn: '2026-01-09' }, 'allocation-before-parent', '/receivedOn') }
  )
})

t.test('the amount: what is left follows, here and above', async (t) => {
  const whole = await received({ amount: '100', receivedOn: '2026-01-10' })
  const one = ok(await part(whole.id, county, '90', { receivedOn: '2026-01-12' }))
  t.match(await corrected(one.id, { amount: '100', documentNo: '新1号' }), {
    ...{ amount: '100.00', documentNo: '新1号', retained: '100.00', receivedOn: '2026-01-12' }
  })
  t.match(await read(`${url}/${whole.id}`), { handedDown: '100.00', retained: '0.00', metOn: '2026-01-12' })
  t.match(await corrected(one.id, { amount: '40' }), { amount: '40.00', retained: '40.00' })
  t.match(await read(`${url}/${whole.id}`), { handedDown: '40.00', retained: '60.00', metOn: null })
  t.match((await noted(service, one.id)).at(-1), {
    action: 'allocation.corrected',
    details: { before: { amount: '100.00' }, after: { amount: '40' } }
  })
  t.match((await noted(service, whole.id)).at(-1), {
    action: 'allocation.part-corrected',
    details: { partId: one.id, before: '100.00', amount: '40.00' }
  })
  const id = await batch({ programme: 'p', allocationId: one.id })
  ok(await payments(id, paymentsOf('R,40,2026-01-20,6228480010000001,paid')))
  t.match(await read(`${url}/${one.id}`), { metOn: '2026-01-20', retained: '0.00' })
  t.match(await corrected(one.id, { amount: '41' }), { metOn: null, retained: '1.00', overdue: true })
  t.match(await corrected(one.id, { amount: '40' }), { metOn: '2026-01-20', retained: '0.00' })
  ok(await payments(id, paymentsOf('R,45,2026-01-20,6228480010000001,paid')))
  t.match(await corrected(one.id, { amount: '42' }), { spent: '45.00', retained: '0.00' }, 'a local share')
  t.match(await correct(one.id, { amount: '41.99' }), { status: 422, body: { detail: /45\.00/ } })
})

t.test('the day: the term is counted again, and is met above when the last part came', async (t) => {
  const whole = await received({ amount: '10', receivedOn: '2026-01-05' })
  const one = ok(await part(whole.id, county, '10', { receivedOn: '2026-02-20' }))
  t.match(one, { dueOn: '2026-03-23', overdue: false })
  t.match(await read(`${url}/${whole.id}`), { metOn: '2026-02-20', terms: [{ state: 'missed' }] })
  t.match(await corrected(one.id, { receivedOn: '2026-01-20' }), {
    ...{ receivedOn: '2026-01-20', dueOn: '2026-02-24', overdue: true, metOn: null },
    terms: [{ startedOn: '2026-01-20', dueOn: '2026-02-24', state: 'missed' }]
  })
  t.match(await read(`${url}/${whole.id}`), { metOn: '2026-01-20', terms: [{ state: 'met' }] })
  const { items } = await read(`${url}/retained?unitCode=${county}`)
  t.ok(items.some(({ id }: { id: string }) => id === one.id))
  t.match(await corrected(one.id, { receivedOn: '2026-02-25' }), { dueOn: '2026-03-27', overdue: false })
  const id = await batch({ programme: 'p', allocationId: one.id })
  ok(await payments(id, paymentsOf('R,10,2026-02-10,6228480010000001,paid')))
  const paid = { metOn: '2026-02-25', daysTaken: 0 }
  t.match(await read(`${url}/${one.id}`), paid, 'paid before it came')
  t.match(await corrected(one.id, { receivedOn: '2026-02-05' }), { metOn: '2026-02-10', daysTaken: 5 })
})

t.test('the local share: another budget, another day, none', async (t) => {
  const one = await received({ toUnitCode: '2205', receivedOn: '2026-01-30' })
  const share = { budgeted: '100', dueOn: '2026-02-10' }
  t.match((await corrected(one.id, { matching: share })).matching, { budgeted: '100.00', overdue: true })
  const body = { arrived: '80', arrivedOn: '2026-02-09' }
  ok(await call('POST', `${url}/${one.id}/matching`, { as: keeper(), body }))
  t.match((await corrected(one.id, { matching: { ...share, budgeted: '80' } })).matching, {
    ...{ budgeted: '80.00', metOn: '2026-02-09', inTime: '80.00', overdue: false }
  })
  t.match((await corrected(one.id, { matching: { budgeted: '80', dueOn: '2026-02-08' } })).matching, {
    ...{ dueOn: '2026-02-08', metOn: '2026-02-09', inTime: '0.00' }
  })
  t.match(await correct(one.id, { matching: null }), {
    ...{ status: 409, body: { code: 'matching-has-arrived', errors: [{ pointer: '/matching' }] } }
  })
  const none = { arrived: '0', arrivedOn: '2026-02-09' }
  ok(await call('POST', `${url}/${one.id}/matching`, { as: keeper(), body: none }))
  t.equal((await corrected(one.id, { matching: null })).matching, null)
  t.match((await noted(service, one.id)).at(-1)?.details, {
    before: { matching: { budgeted: '80.00', dueOn: '2026-02-08' } },
    after: { matching: null }
  })
})

t.test('at once: two corrections, and a correction while some is handed on', async (t) => {
  const one = await received({ amount: '100' })
  const version = String((await call('GET', `${url}/${one.id}`, { as: keeper() })).headers.etag)
  const twice = await Promise.all(
    ['90', '80'].map((amount) => correct(one.id, { amount }, keeper(), version))
  )
  t.same(statuses(twice), [200, 412])
  await corrected(one.id, { amount: '100' })
  const both = await Promise.all([
    correct(one.id, { amount: '50' }),
    part(one.id, county, '60', { receivedOn: '2026-01-06' })
  ])
  t.equal(both.filter(({ status }) => status < 300).length, 1)
  const { amount, handedDown } = await read(`${url}/${one.id}`)
  t.ok(Number(handedDown) <= Number(amount))
})
