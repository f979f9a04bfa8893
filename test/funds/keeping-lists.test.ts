import t from 'tap'
import { city, county, keeper, moneyOf } from '../examples/money.ts'
import { ok, testService } from '../support/service.ts'

/** The lists of programmes and accounts, and what a reader may do with one of them. */
const service = await testService(t)
const { call, clock } = service
const { programme, read } = moneyOf(service)

const tick = () => {
  clock.now = new Date(clock.now.getTime() + 60_000)
}
const since = () => `updatedSince=${encodeURIComponent(clock.now.toISOString())}`
const codes = async (query: string) => {
  const { items, total } = await read(`/v1/fund-programmes?count=true&${query}`)
  t.equal(total, items.length, query)
  return items.map(({ code }: { code: string }) => code)
}
const numbers = async (query: string, as = keeper()) => {
  const { items, total } = await read(`/v1/fund-accounts?count=true&${query}`, as)
  t.equal(total, items.length, query)
  return items.map(({ accountNo }: { accountNo: string }) => accountNo.slice(-1))
}

await programme('rural', { name: '农村低保' })
tick()
await programme('urban', { name: '城市低保' })
tick()
const aid = await programme('aid', { name: '临时救助' })
const account = { unitCode: county, bank: '建设银行南关支行', ledger: true, validFrom: '2026-01-01' }
const opened = async (more: object) =>
  ok(await call('POST', '/v1/fund-accounts', { as: keeper(city), body: { ...account, ...more } }))
const first = await opened({ programme: 'rural', accountNo: '6222020000001' })
tick()
const second = await opened({ programme: 'urban', accountNo: '6222020000002', bank: '农业银行' })
tick()
await opened({ programme: 'aid', accountNo: '6222020000003' })

t.test('programmes: by words, by the last change, in either order', async (t) => {
  t.same(await codes(''), ['aid', 'rural', 'urban'])
  t.same(await codes('sort=updatedAt'), ['rural', 'urban', 'aid'])
  t.same(await codes(`q=${encodeURIComponent('低保')}`), ['rural', 'urban'])
  t.same(await codes('q=URB'), ['urban'])
  t.same(await codes('q=%25%25'), [], 'a sign of the search language is a sign like others')
  const url = '/v1/fund-programmes/rural'
  tick()
  const now = since()
  t.same(await codes(now), [])
  const headers = { 'if-match': '*' }
  ok(await call('PATCH', url, { as: keeper(), headers, body: { excludes: ['urban'] } }))
  t.same(await codes(now), ['rural', 'urban'], 'an exclusion changes both')
  t.equal((await read(url)).updatedAt, '2026-03-02T09:05:00+08:00')
})

t.test('accounts: by several programmes, by words, with names', async (t) => {
  t.same(await numbers(''), ['1', '2', '3'])
  t.same(await numbers('programme=urban,rural'), ['1', '2'])
  t.same(await numbers(`programme=${aid.id},urban`), ['2', '3'], 'by identifier as well')
  t.same(await numbers(`q=${encodeURIComponent('农业')}`), ['2'])
  t.same(await numbers('on=2025-12-31'), [])
  t.same(await numbers('programme=aid', keeper('2202')), [], 'a filter opens nothing')
  const { items } = await read('/v1/fund-accounts?programme=urban')
  t.match(items, [{ unitName: '南关区', programme: 'urban', programmeName: '城市低保' }])
  t.notOk('actions' in items[0], 'steps are told of a single account')
})

t.test('accounts: by the last change', async (t) => {
  tick()
  const now = since()
  t.same(await numbers(now), [])
  const headers = { 'if-match': '*' }
  const changed = await call('PATCH', `/v1/fund-accounts/${first.id}`, {
    as: keeper(county),
    headers,
    body: { bank: '工商银行' }
  })
  t.equal(ok(changed).updatedAt, '2026-03-02T09:06:00+08:00')
  t.same(await numbers(now), ['1'])
  t.same(await numbers('sort=updatedAt'), ['2', '3', '1'])
  const [head = ''] = (
    await call('GET', '/v1/fund-accounts', { as: keeper(), headers: { accept: 'text/csv' } })
  ).text.split('\n')
  t.match(head, /unitName,programme,bank,accountNo,ledger,validFrom,validTo,programmeName,updatedAt/)
})

t.test('a reader is told the steps that they may take now, and no others are taken', async (t) => {
  const url = `/v1/fund-accounts/${second.id}`
  t.same((await read(url)).actions, ['change', 'close'])
  t.same((await read(url, keeper(county, ['viewer']))).actions, [], 'as far as their roles go')
  const end = { as: keeper(county), body: { validTo: '2026-06-01' } }
  t.same(ok(await call('POST', `${url}/close`, end)).actions, ['change'])
  t.match(await call('POST', `${url}/close`, end), { status: 409, body: { code: 'fund-account-closed' } })
  const stale = { ...end, headers: { 'if-match': '"7"' } }
  t.equal((await call('POST', `${url}/close`, stale)).status, 412, 'the version comes first')
  t.equal((await call('POST', `${url}/close`, { ...stale, as: keeper('2202') })).status, 404)
  const one = '/v1/fund-programmes/aid'
  t.same((await read(one)).actions, ['change'])
  t.same((await read(one, keeper(city))).actions, [], 'programmes are the province’s')
  const body = { name: '救急难' }
  const wrong = await call('PATCH', one, { as: keeper(city), headers: { 'if-match': '"7"' }, body })
  t.match(wrong, { status: 403, body: { code: 'top-unit-only' } }, 'before the version')
})
