import { createRequire } from 'node:module'
import { isDeepStrictEqual } from 'node:util'
import t from 'tap'
import { XLSX } from '../examples/batch.ts'
import * as month from '../examples/compared-month.ts'
import * as county from '../examples/county-month.ts'
import { keeper } from '../examples/money.ts'
import { inGb18030 } from '../platform/csv/files.ts'
import { workbook } from '../platform/xlsx/workbook.ts'
import { ok, type Person, testService } from '../support/service.ts'
import * as reckoning from './reckoning.ts'

/**
 * The month of a county over HTTP, as large as it is: 通榆县 pays some thirty thousand people in its 205
 * villages. Every figure is compared with what the same lines come to when they are reckoned by hand.
 */
const { read, utils } = createRequire(import.meta.url)('@e965/xlsx') as typeof import('@e965/xlsx')
const service = await testService(t, { jobs: true })
const { call, clock } = service
const { batchOf, put, checked, exceptions } = month.stepsOf(service)
const address = await service.app.listen({ host: '127.0.0.1', port: 0 })
clock.now = new Date('2026-05-12T01:00:00Z')

const { city, here, beside, officer, dueOn, PREFIX, rural, paid, urban, theirs, totals } = month
const inspector: Person = { unit: city, roles: ['inspector', 'leader', 'viewer'], sub: 'inspector' }
const inCounty = month.ofCounty(paid)
/** The batches on whose rosters people stand a second time, by unit. */
const others: Record<string, string | undefined> = {}
const named = (list: county.Told[]) =>
  list.map((told): county.Told => ({ ...told, recordId: others[told.unitCode ?? ''] ?? null }))
const url = { batch: '', check: '', cityCheck: '' }

t.test('programmes, an account, and the batch of the month', async (t) => {
  const programme = (body: object) => call('POST', '/v1/fund-programmes', { as: keeper(), body })
  ok(await programme({ code: 'urban-low-income', name: '城市最低生活保障' }))
  ok(await programme({ code: 'rural-low-income', name: '农村最低生活保障', excludes: ['urban-low-income'] }))
  const opened = {
    ...{ unitCode: here, programme: 'rural-low-income', bank: '吉林通榆农村商业银行' },
    ...{ accountNo: '07104220110152000001', ledger: true, validFrom: '2026-01-01' }
  }
  const account = ok(await call('POST', '/v1/fund-accounts', { as: officer, body: opened }))
  url.batch = await batchOf('rural-low-income', here, { accountId: account.id })
  t.match(ok(await call('GET', url.batch, { as: officer })), { dueOn, accountId: account.id, roster: null })
  t.equal(county.villagesOf(here).length, 205)
  t.ok(rural.length > 25_000, `${rural.length} lines of the roster, ${paid.length} of the payments`)
})

t.test('the payments come first: the check says that the roster is missing', async (t) => {
  ok(await put(`${url.batch}/payments`, reckoning.paymentsFile(paid)))
  const check = await checked(url.batch)
  const late = reckoning.reckon([], paid, dueOn).filter(({ type }) => type === 'late')
  t.match(check, { state: 'incomplete', missing: ['roster'], totals: totals([], paid) })
  t.strictSame(check.exceptions, reckoning.tallied(reckoning.paymentTypes, late), 'nobody is not on it')
})

t.test('a roster with a village of the county beside is refused; then the right one', async (t) => {
  const encoded = inGb18030(PREFIX)
  const foreign = { ...(rural[4711] as county.Recipient), village: county.villagesOf(beside)[0] as string }
  const type = 'text/csv; charset=gb18030'
  const upload = (roster: county.Recipient[]) =>
    put(`${url.batch}/roster`, county.rosterBytes(roster, PREFIX, encoded), type)
  const { status, body } = await upload(rural.with(4711, foreign))
  t.match({ status, body }, { status: 422, body: { rejected: 1, errors: [{ line: 4713 }] } })
  t.match(body.errors, [{ column: 'villageCode', code: 'village-unknown' }])
  t.equal(ok(await call('GET', url.batch, { as: officer })).roster, null, 'nothing stands')
  const { lines, amount, number } = ok(await upload(rural))
  t.strictSame(
    { lines, amount, number },
    { lines: rural.length, amount: totals(rural, []).rosterAmount, number: 1 }
  )
})

t.test('the rosters among which the same people are looked for', async (t) => {
  const head = ['recipientNo', 'villageCode', 'amount', 'account', 'idNumber']
  const rows = urban.map(({ no, village, fen, account, idNumber }) => {
    return [no, village, { number: reckoning.yuan(fen) }, account, idNumber.toLowerCase()]
  })
  const other = await batchOf('urban-low-income', here)
  t.equal(ok(await put(`${other}/roster`, workbook([head, ...rows]), XLSX)).lines, urban.length)
  const neighbour: Person = { ...officer, unit: beside, sub: beside }
  const file = county.rosterBytes(theirs, 'N', Buffer.from('N'))
  const nextDoor = await batchOf('rural-low-income', beside)
  ok(await put(`${nextDoor}/roster`, file, 'text/csv', neighbour))
  others[here] = other.split('/').at(-1)
  others[beside] = nextDoor.split('/').at(-1)
})

t.test('checked by the county: every figure is what it comes to by hand', async (t) => {
  const check = await checked(url.batch)
  url.check = `/v1/fund-checks/${check.id}`
  t.match(check, { state: 'done', missing: [], totals: totals(rural, paid), unitCode: here })
  t.strictSame(check.exceptions, reckoning.tallied(reckoning.paymentTypes, inCounty))
  for (const [type, { count }] of Object.entries<{ count: number }>(check.exceptions))
    t.ok(count > 20, `${count} ${type}`)
  t.ok(isDeepStrictEqual(await exceptions(url.check), named(inCounty)), 'one by one')
})

t.test('filtered by type, village and recipient', async (t) => {
  const one = inCounty.find(({ type }) => type === 'underpaid') as county.Told
  const filters: [query: string, fits: (told: county.Told) => boolean][] = [
    ['&type=returned', ({ type }) => type === 'returned'],
    [`&villageCode=${one.villageCode}`, ({ villageCode }) => villageCode === one.villageCode],
    [
      `&recipientNo=${encodeURIComponent(one.recipientNo)}`,
      ({ recipientNo }) => recipientNo === one.recipientNo
    ]
  ]
  for (const [query, fits] of filters)
    t.ok(isDeepStrictEqual(await exceptions(url.check, officer, query), named(inCounty).filter(fits)), query)
})

const columns = [
  ...(['type', 'recipientNo', 'villageCode', 'due', 'paid', 'difference', 'paidOn'] as const),
  ...(['recordId', 'unitCode', 'accountDue', 'accountPaid'] as const)
]
const cellsOf = (told: county.Told) => columns.map((name) => told[name] ?? '')
const guarded = (cell: string) => (cell === county.FORMULA ? `'${cell}` : cell)

t.test('exported as CSV and as a workbook, safe for spreadsheets', async (t) => {
  const all = named(inCounty)
  const rows = [columns, ...all.map(cellsOf)]
  const authorization = `Bearer ${await service.token(officer)}`
  const download = (accept: string) =>
    fetch(`${address}${url.check}/exceptions`, { headers: { authorization, accept } })
  const csv = await (await download('text/csv')).text()
  // Names of villages come last.
  t.match(csv, /^[^\n]*,villageName\n/)
  t.notMatch(csv, /^[^,\n]*,[^,\n]*,\d{12},[^\n]*,$/m, 'each village has a name')
  const unnamed = csv.replace('\ufeff', '').replaceAll(/,[^,\n]*(?=\n)/g, '')
  t.ok(unnamed === rows.map((cells) => `${cells.map(guarded).join()}\n`).join(''), 'the CSV')
  const file = Buffer.from(await (await download(XLSX)).arrayBuffer())
  const [sheet = {}] = Object.values(read(file).Sheets)
  const cells = utils.sheet_to_json<Record<string, unknown>>(sheet, { raw: true, defval: '' })
  t.ok(
    JSON.stringify(cells.map((row) => [row.救助对象编号, row.异常金额, row.实发账号])) ===
      JSON.stringify(all.map((told) => [told.recipientNo, Number(told.difference), told.accountPaid ?? ''])),
    'the workbook'
  )
  t.ok(csv.includes(`,'${county.FORMULA},`), 'no formula')
  t.notMatch(csv + JSON.stringify(cells), /\d{17}[\dX]/, 'no identity number')
})

t.test('checked by the city: who stands on the roster of the county beside comes to light', async (t) => {
  const check = await checked(url.batch, inspector)
  url.cityCheck = `/v1/fund-checks/${check.id}`
  const inCity = named(month.ofCity(() => true))
  t.strictSame(check.exceptions, reckoning.tallied(reckoning.paymentTypes, inCity))
  t.ok(inCity.length > inCounty.length)
  const query = '&type=double-roster'
  const doubles = (list: county.Told[]) => list.filter(({ type }) => type === 'double-roster')
  t.ok(isDeepStrictEqual(await exceptions(url.cityCheck, inspector, query), doubles(inCity)))
  const known = doubles(named(month.ofCity((unit) => unit === here)))
  t.ok(
    isDeepStrictEqual(await exceptions(url.cityCheck, officer, query), known),
    'to the county nobody beside is named'
  )
})

t.test('findings are made of it in one step, and lead back to the check', async (t) => {
  const body = { types: ['unpaid', 'late'], severity: 'serious', rectifyBy: '2026-06-12' }
  const make = (check: string, as = inspector) => call('POST', `${check}/findings`, { as, body })
  t.match(await make(url.cityCheck, officer), { status: 422, body: { code: 'finding-target-not-below' } })
  const { items } = ok(await make(url.cityCheck))
  for (const [n, type] of ['unpaid', 'late'].entries()) {
    const { count, amount } = reckoning.tallied([type], inCounty)[type] as { count: number; amount: string }
    t.match(items[n], { unitCode: city, targetCode: here, area: 'funds', state: 'open' })
    t.match(items[n].text, `${count} 笔，金额 ${amount} 元`, type)
    t.match(items[n].causes, [{ kind: 'fund-check', id: url.cityCheck.split('/').at(-1) }])
  }
  const rest = `/v1/consequences?kind=fund-check&id=${url.cityCheck.split('/').at(-1)}`
  const linked = ok(await call('GET', rest, { as: inspector }))
  const ids = (list: { id: string }[]) => list.map(({ id }) => id).toSorted()
  t.same(ids(linked.items), ids(items))
  const told = ok(await call('GET', `/v1/findings?targetCode=${here}`, { as: officer }))
  t.same(ids(told.items), ids(items), 'the county sees what it has to put right')
  t.match(await make(url.cityCheck), { status: 409, body: { code: 'fund-check-finding-exists' } })
})

t.test('the county pays what was unpaid: a new check, and the earlier one stands', async (t) => {
  const before = ok(await call('GET', url.check, { as: officer }))
  t.equal((await checked(url.batch)).contentHash, before.contentHash, 'the same twice')
  const owed = inCounty.filter(({ type }) => type === 'unpaid')
  const account = (no: string) => rural.find((one) => one.no === no)?.account || '6217888888888888'
  const later = owed.map(({ recipientNo: no, due }): reckoning.PaymentLine => {
    const fen = BigInt((due ?? '').replace('.', ''))
    return { no, fen, paidOn: '2026-05-12', account: account(no), status: 'paid' }
  })
  const all = [...paid, ...later]
  t.equal(ok(await put(`${url.batch}/payments`, reckoning.paymentsFile(all))).number, 2)
  const check = await checked(url.batch)
  const now = month.ofCounty(all)
  t.match(check, { totals: totals(rural, all), compared: { payments: { number: 2 } } })
  t.strictSame(check.exceptions, reckoning.tallied(reckoning.paymentTypes, now))
  t.ok(isDeepStrictEqual(await exceptions(`/v1/fund-checks/${check.id}`), named(now)))
  t.strictSame(ok(await call('GET', url.check, { as: officer })), before, 'frozen')
  t.ok(isDeepStrictEqual(await exceptions(url.check), named(inCounty)), 'with its exceptions')
  const lines = `/v1/fund-uploads/${before.compared.payments.uploadId}/lines?limit=1&count=true`
  t.equal(ok(await call('GET', lines, { as: officer })).total, paid.length, 'and the file it looked at')
})

t.test('to others there is no such check', async (t) => {
  for (const unit of [beside, '2201', '220822001', '*']) {
    const as: Person = { unit, roles: ['fund-officer', 'leader', 'inspector'], sub: `of ${unit}` }
    const answers = [
      await call('GET', url.check, { as }),
      await call('GET', `${url.check}/exceptions`, { as }),
      await call('GET', `${url.check}/exceptions`, { as, headers: { accept: 'text/csv' } }),
      await call('POST', `${url.check}/findings`, { as, body: { severity: 'minor' } })
    ]
    t.same(
      answers.map(({ status, body }) => [status, body.code]),
      answers.map(() => [404, 'fund-check-not-found']),
      unit
    )
    t.notMatch((await call('GET', '/v1/fund-checks', { as })).text, here, 'nor in a list')
  }
})
