import t from 'tap'
import { subjects } from '../../src/rooms.ts'
import { watchTerms } from '../../src/terms/index.ts'
import { city, county, keeper, moneyOf, township } from '../examples/money.ts'
import { noted, nowhere, refused, statuses } from '../support/assertions.ts'
import { testService } from '../support/service.ts'

const service = await testService(t)
const { call, context, clock } = service
const { programme, body, receive, received, part, read } = moneyOf(service)
await programme('p')
await programme('q')
const grant = await received({ fromUnitCode: null, toUnitCode: '22', amount: '1000.50' })
const url = '/v1/allocations'

t.test('refused, and nothing is written', async (t) => {
  const bad = (more: object, code: string, pointer: string, status = 422) => ({
    body: body({ documentNo: 'x', ...more }),
    is: [status, code, pointer] as [number, string, string]
  })
  const below = { parentId: grant.id, fromUnitCode: '22' }
  await refused(
    t,
    service,
    { method: 'POST', url, as: keeper(), body: body() },
    {
      nobody: { as: null, is: [401, 'token-missing'] },
      'without the role': { as: keeper('22', ['viewer', 'leader']), is: [403, 'role-missing'] },
      'who receives it': { as: keeper(city), is: [404, 'not-found', '/fromUnitCode'] },
      'the operator': { as: keeper('*'), is: [404, 'not-found', '/fromUnitCode'] },
      'a unit that is none': bad({ toUnitCode: '99' }, 'not-found', '/toUnitCode', 404),
      'another programme': bad({ programme: 'none' }, 'programme-unknown', '/programme'),
      'of nothing': bad({ amount: '0.00' }, 'allocation-of-nothing', '/amount'),
      tomorrow: bad({ receivedOn: '2026-03-03' }, 'allocation-received-later', '/receivedOn'),
      'before the calendar': bad({ receivedOn: '2003-12-31' }, 'start-outside-calendar', '/receivedOn'),
      'from outside to a city': bad({ fromUnitCode: null }, 'allocation-from-outside', '/fromUnitCode'),
      upwards: bad({ fromUnitCode: county }, 'allocation-not-below', '/toUnitCode'),
      'to itself': bad({ toUnitCode: '22' }, 'allocation-not-below', '/toUnitCode'),
      'to a village': bad({ toUnitCode: '220102001001' }, 'allocation-unit-level', '/toUnitCode'),
      'a part of none': bad({ parentId: nowhere }, 'allocation-not-found', '/parentId', 404),
      'a part by another unit': bad(
        { ...below, fromUnitCode: city },
        'allocation-from-other',
        '/fromUnitCode'
      ),
      'for another programme': bad({ ...below, programme: 'q' }, 'allocation-other-programme', '/programme'),
      'before it came in': bad(
        { ...below, receivedOn: '2026-01-04' },
        'allocation-before-parent',
        '/receivedOn'
      ),
      'more than there is': bad({ ...below, amount: '1000.51' }, 'allocation-exceeds', '/amount'),
      'matching that arrived tomorrow': bad(
        { matching: { budgeted: '1', dueOn: '2026-03-01', arrived: '1', arrivedOn: '2026-03-03' } },
        'matching-arrived-later',
        '/matching/arrivedOn'
      ),
      'a day without money': bad(
        { matching: { budgeted: '1', dueOn: '2026-03-01', arrivedOn: '2026-03-01' } },
        'matching-day-alone',
        '/matching/arrived'
      )
    }
  )
  const more = await part(grant.id, city, '1000.51')
  t.match(more.body, { clause: { id: 'jilin-2019-12:2.5' }, detail: /1000\.50/ })
})

t.test('malformed', async (t) => {
  const amounts = ['-1', '1.005', '1e3', '01', '', ' 1', '1,000', '１', '.5', '5.', '10000000000000'].map(
    (amount) => [`amount ${amount}`, { body: body({ amount }), is: [400, 'validation-failed', '/amount'] }]
  )
  await refused(
    t,
    service,
    { method: 'POST', url, as: keeper() },
    {
      ...Object.fromEntries(amounts),
      'an amount that is a number': { body: body({ amount: 1 }), is: [400, 'validation-failed', '/amount'] },
      'no such day': {
        body: body({ receivedOn: '2026-02-30' }),
        is: [400, 'validation-failed', '/receivedOn']
      },
      'a field too many': { body: body({ spent: '1' }), is: [400, 'validation-failed', '/spent'] },
      'no document': { body: body({ documentNo: ' ' }), is: [400, 'validation-failed', '/documentNo'] }
    }
  )
})

t.test('down the levels: terms, chain, and what is left', async (t) => {
  const one = await received({ fromUnitCode: undefined, toUnitCode: '22', amount: '300' })
  t.match(one, {
    fromUnitCode: null,
    amount: '300.00',
    retained: '300.00',
    dueOn: '2026-02-04',
    metOn: null,
    overdue: true,
    daysOverdue: 26,
    terms: [
      { rule: 'allocation.hand-down', localDefault: false, state: 'missed', clause: { id: 'budget-law:52' } }
    ]
  })
  const toCity = await part(one.id, city, '200', { receivedOn: '2026-02-01' })
  t.equal(toCity.status, 201)
  t.match(toCity.body, { fromUnitCode: '22', toUnitName: '长春市', terms: [{ localDefault: true }] })
  const toOther = await part(one.id, '2202', '100', { receivedOn: '2026-02-03' })
  t.equal(toOther.status, 201)
  const toCounty = await part(toCity.body.id, county, '150.5', { receivedOn: '2026-02-10' })
  const whole = await read(`${url}/${one.id}`)
  t.match(whole, {
    retained: '0.00',
    handedDown: '300.00',
    metOn: '2026-02-03',
    daysTaken: 29,
    overdue: false
  })
  t.match(whole.terms, [{ state: 'met', metOn: '2026-02-03' }])
  t.same(whole.chain.totals, {
    ...{ nodes: 4, received: '300.00', spent: '0.00', retained: '300.00', overdue: '0.00' }
  })
  t.same(
    whole.chain.nodes.map(({ unitCode, depth, received, retained }: Record<string, unknown>) => [
      ...[unitCode, depth, received, retained]
    ]),
    [
      ['22', 0, '300.00', '0.00'],
      [city, 1, '200.00', '49.50'],
      ['2202', 1, '100.00', '100.00'],
      [county, 2, '150.50', '150.50']
    ]
  )
  t.same(whole.chain.links, [
    { source: one.id, target: toCity.body.id, amount: '200.00' },
    { source: one.id, target: toOther.body.id, amount: '100.00' },
    { source: toCity.body.id, target: toCounty.body.id, amount: '150.50' }
  ])
  const page = await read(`${url}/${one.id}/chain?limit=3&count=true`)
  t.match(page, { total: 4, items: { length: 3 } })
  const rest = await read(`${url}/${one.id}/chain?limit=3&cursor=${page.nextCursor}`)
  t.match(rest, { items: [{ unitCode: county }], nextCursor: null })
  const lines = await noted(service, one.id)
  t.same(
    lines.map(({ action }) => action),
    ['allocation.received', 'allocation.handed-down', 'allocation.handed-down']
  )
  t.match(lines[2]?.details, {
    toUnitCode: '2202',
    amount: '100',
    terms: [{ metOn: '2026-02-03', isMet: true }]
  })
  const tag = {
    'if-none-match': String((await call('GET', `${url}/${one.id}`, { as: keeper() })).headers.etag)
  }
  t.equal((await call('GET', `${url}/${one.id}`, { as: keeper(), headers: tag })).status, 304)
  await part(toCounty.body.id, township, '1', { receivedOn: '2026-02-11' })
  t.equal(
    (await call('GET', `${url}/${one.id}`, { as: keeper(), headers: tag })).status,
    200,
    'a step further down'
  )
})

t.test('retained past its term, as a list; told once by the watch', async (t) => {
  const own = await received({ toUnitCode: '2205', amount: '7', receivedOn: '2026-01-30' })
  const late = (day: string, unit = '2205') => {
    clock.now = new Date(`${day}T01:00:00Z`)
    return read(`${url}/retained?unitCode=${unit}&programme=p&count=true`)
  }
  t.equal((await late('2026-03-02')).total, 0, 'the thirtieth day is a Sunday')
  t.match(await late('2026-03-03'), { total: 1, items: [{ id: own.id, daysOverdue: 1, retained: '7.00' }] })
  await watchTerms(context, { subjects, reminderDays: 0 })
  const told = (await noted(service, own.id)).map(({ action }) => action)
  t.same(told, ['allocation.received', 'allocation.term-missed'])
  const csv = await call('GET', `${url}?overdue=true&unitCode=2205`, {
    ...{ as: keeper(), headers: { accept: 'text/csv' } }
  })
  t.match(csv.text, /,7\.00,0\.00,0\.00,7\.00,2026-01-30,2026-03-02,/)
  clock.now = new Date('2026-03-02T01:00:00Z')
})

t.test('the local share arrives', async (t) => {
  const matching = { budgeted: '100', dueOn: '2026-03-01' }
  const one = await received({ toUnitCode: '2203', matching })
  t.match(one.matching, { budgeted: '100.00', arrived: '0.00', arrivedOn: null, overdue: true })
  const step = (id: string, arrived: string, arrivedOn = '2026-03-02') =>
    call('POST', `${url}/${id}/matching`, { as: keeper('2203'), body: { arrived, arrivedOn } })
  t.match((await step(one.id, '99.99')).body.matching, { arrived: '99.99', overdue: true })
  t.match((await step(one.id, '100')).body.matching, { arrived: '100.00', overdue: false })
  t.match(await step(one.id, '100', '2026-03-03'), { status: 422, body: { code: 'matching-arrived-later' } })
  t.match(await step((await received({ toUnitCode: '2203' })).id, '1'), {
    status: 409,
    body: { code: 'matching-absent' }
  })
  t.match((await noted(service, one.id)).at(-1), { action: 'allocation.matching-arrived' })
})

t.test('two at once cannot hand down more than there is; one document is one allocation', async (t) => {
  const one = await received({ amount: '100' })
  const parts = await Promise.all(
    ['220102', '220103', '220104', '220105'].map((to) => part(one.id, to, '40', { receivedOn: '2026-01-06' }))
  )
  t.same(statuses(parts), [201, 201, 422, 422])
  t.match(await read(`${url}/${one.id}`), { handedDown: '80.00', retained: '20.00' })
  const same = await Promise.all(Array.from({ length: 4 }, () => receive({ documentNo: 'one', amount: '1' })))
  t.same(statuses(same), [201, 409, 409, 409])
  const headers = { 'idempotency-key': 'one-grant' }
  const again = body({ amount: '1' })
  const kept = await Promise.all(Array.from({ length: 3 }, () => receive({}, { body: again, headers })))
  t.equal(new Set(kept.filter(({ status }) => status === 201).map(({ body }) => body.id)).size, 1)
})
