import t from 'tap'
import { city, county, keeper, moneyOf, township } from '../examples/money.ts'
import { ok, testService } from '../support/service.ts'

/** The lists of allocations and disbursements, and what a reader may do with one of them. */
const service = await testService(t)
const { call, clock } = service
const { programme, received, part, read } = moneyOf(service)

const tick = () => {
  clock.now = new Date(clock.now.getTime() + 60_000)
}
const since = () => `updatedSince=${encodeURIComponent(clock.now.toISOString())}`
const ids = async (url: string, query = '', as = keeper()): Promise<string[]> => {
  const { items, total } = await read(`${url}?count=true&${query}`, as)
  t.equal(total, items.length, `${url} ${query}`)
  return items.map(({ id }: { id: string }) => id)
}

await programme('p', { name: '城市低保' })
await programme('q', { name: '农村低保' })
await programme('r')
const matching = { budgeted: '50', dueOn: '2026-06-01' }
const whole = await received({ documentNo: '吉财社指〔2026〕12号', matching })
tick()
const other = await received({ programme: 'q', toUnitCode: '2202', documentNo: '吉财社指〔2026〕13号' })
tick()
const batch = async (more: object) => {
  const body = { programme: 'p', unitCode: county, period: '2026-02', ...more }
  return ok(await call('POST', '/v1/disbursements', { as: keeper(county), body }))
}
const first = await batch({})
tick()
const second = await batch({ programme: 'q', unitCode: township, period: '2026-01' })
tick()
const third = await batch({ programme: 'r', period: '2026-03' })

t.test('allocations: by several programmes, by words, with names', async (t) => {
  const url = '/v1/allocations'
  t.same(await ids(url), [whole.id, other.id])
  t.same(await ids(url, 'programme=q,r'), [other.id])
  t.same(await ids(url, 'programme=p,q'), [whole.id, other.id])
  t.same(await ids(url, `q=${encodeURIComponent('〕13')}`), [other.id])
  t.same(await ids(url, 'programme=p,q', keeper('2202')), [other.id], 'a filter opens nothing')
  const { items } = await read(`${url}?programme=q`)
  t.match(items, [{ programmeName: '农村低保', toUnitName: '吉林市', matching: null }])
  t.same(Object.keys(items[0]).includes('openUntil'), false)
  const retained = '/v1/allocations/retained'
  t.same(await ids(retained, 'programme=q,r'), [other.id], 'overdue since January')
  t.equal((await call('GET', `${retained}?overdue=false`, { as: keeper() })).status, 400)
})

t.test('allocations: each change of the money is a change of the record', async (t) => {
  const url = '/v1/allocations'
  const changed = async (what: string) => {
    t.same(await ids(url, now), [whole.id], what)
    tick()
    now = since()
    t.same(await ids(url, now), [])
  }
  tick()
  let now = since()
  const one = `${url}/${whole.id}`
  const arrived = { arrived: '20', arrivedOn: '2026-03-01' }
  ok(await call('POST', `${one}/matching`, { as: keeper(city), body: arrived }))
  await changed('matching funds')
  const headers = { 'if-match': '*' }
  ok(await call('PATCH', one, { as: keeper(), headers, body: { amount: '120' } }))
  await changed('a correction')
  const piece = ok(await part(whole.id, county, '10'))
  t.same((await ids(url, now)).sort(), [whole.id, piece.id].sort(), 'a part')
  t.equal((await read(one)).updatedAt, '2026-03-02T09:07:00+08:00')
  t.same(await ids(url, 'sort=updatedAt'), [other.id, whole.id, piece.id])
})

t.test('allocations: a reader is told the steps that they may take now', async (t) => {
  const url = `/v1/allocations/${whole.id}`
  t.same((await read(url)).actions, ['correct', 'matching'])
  t.same((await read(url, keeper(city))).actions, ['matching'], 'the receiver asks the giver')
  t.same((await read(url, keeper('22', ['viewer']))).actions, [])
  t.same((await read(`/v1/allocations/${other.id}`)).actions, ['correct'], 'no matching funds')
  const stale = { headers: { 'if-match': '"77"' }, body: { amount: '130' } }
  const refused = await call('PATCH', url, { as: keeper(city), ...stale })
  t.match(refused, { status: 403, body: { code: 'allocation-not-yours' } }, 'before the version')
  t.equal((await call('PATCH', url, { as: keeper(), ...stale })).status, 412)
  const arrived = { as: keeper(), body: { arrived: '1', arrivedOn: '2026-03-01' } }
  const absent = await call('POST', `/v1/allocations/${other.id}/matching`, arrived)
  t.match(absent, { status: 409, body: { code: 'matching-absent' } })
})

t.test('disbursements: by several programmes, by month, by the last change', async (t) => {
  const url = '/v1/disbursements'
  t.same(await ids(url), [third.id, first.id, second.id], 'the latest month first')
  t.same(await ids(url, 'programme=p,r'), [third.id, first.id])
  t.same(await ids(url, 'period=2026-01'), [second.id])
  t.same(await ids(url, 'sort=updatedAt'), [first.id, second.id, third.id])
  tick()
  const now = since()
  const headers = { 'if-match': '*' }
  const body = { dueOn: '2026-02-09' }
  ok(await call('PATCH', `${url}/${first.id}`, { as: keeper(county), headers, body }))
  t.same(await ids(url, now), [first.id])
  tick()
  const later = since()
  const raw = 'recipientNo,amount,paidOn,account,status\n'
  const put = { as: keeper(county), raw, type: 'text/csv' }
  const payments = `${url}/${second.id}/payments`
  t.same((await read(`${url}/${second.id}`)).actions, ['change', 'roster', 'payments'])
  ok(await call('PUT', payments, put))
  t.same(await ids(url, later), [second.id], 'a file')
  t.same(await ids(url, 'sort=updatedAt'), [third.id, first.id, second.id])
  const { actions } = await read(`${url}/${second.id}`)
  t.same(actions, ['change', 'roster', 'payments', 'correct-payments'])
  const { items } = await read(`${url}?period=2026-01`)
  t.match(items, [{ programmeName: '农村低保', payments: { kind: 'payments', lines: 0 }, roster: null }])
  t.notOk('actions' in items[0] || 'startsOn' in items[0])
})

t.test('a page goes on in the order that was asked for', async (t) => {
  for (const [url, sort] of [
    ['/v1/disbursements', '-period'],
    ['/v1/disbursements', 'updatedAt'],
    ['/v1/allocations', 'dueOn'],
    ['/v1/allocations', 'updatedAt']
  ] as const) {
    const found: string[] = []
    for (let next = ''; ; ) {
      const page = await read(`${url}?limit=1&sort=${sort}${next}`)
      found.push(...page.items.map(({ id }: { id: string }) => id))
      if (page.nextCursor === null) break
      next = `&cursor=${page.nextCursor}`
    }
    t.same(found, await ids(url, `sort=${sort}`), `${url} ${sort}`)
  }
})
