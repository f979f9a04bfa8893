import t from 'tap'
import { checker, city, county, disclosuresOf, keeper } from '../examples/disclosure.ts'
import { idOf, listProgramme, listsOf, programme, renderOf } from '../examples/public-lists.ts'
import { ok, testService } from '../support/service.ts'

/**
 * A county with 5,000 households, from the roster to the website and back: a list is refused, rendered and
 * shown; the file on the website turns out to be another one; the city finds it, the county withdraws it.
 */
const service = await testService(t)
const { call, clock } = service
const { post, step, read, checked } = disclosuresOf(service)
const { rostered, put, protect, made, render, scan } = listsOf(service)
await listProgramme(service)
clock.now = new Date('2026-05-20T01:00:00Z')

const HOUSEHOLDS = 5000
const born = (n: number) => `${1930 + (n % 60)}-${String((n % 12) + 1).padStart(2, '0')}-15`
const households = Array.from({ length: HOUSEHOLDS }, (_, n) => ({
  no: `H${String(n).padStart(5, '0')}`,
  amount: `${300 + (n % 50)}.50`,
  name: `姓名${n}`,
  idNumber: idOf(born(n), n % 1000)
}))
const lines = (all: readonly (typeof households)[number][]) =>
  all.map(({ no, name, idNumber }) => `${no},${name},${idNumber},2`)
const amountOf = (all: readonly { amount: string }[]) =>
  (all.reduce((sum, { amount }) => sum + Math.round(Number(amount) * 100), 0) / 100).toFixed(2)
const hidden = new Set(['H00007', 'H01234', 'H04999'])
const batch = await rostered(households)
ok(await protect(`programme,recipientNo\n${[...hidden].map((no) => `${programme},${no}`).join('\n')}\n`))
const publishable = households.filter(({ no }) => !hidden.has(no))

t.test('all lines: three must not be shown, and nothing is made', async (t) => {
  const { id } = await made({ channel: 'website' })
  const { status, body } = await render(id, renderOf(...lines(households)))
  t.equal(status, 422)
  t.match(body, { code: 'list-rejected', rejected: 3 })
  const told = body.errors.map(({ code, line }: { code: string; line: number }) => [code, line])
  t.same(
    told,
    [...hidden].map((no) => ['not-to-be-shown', Number(no.slice(1)) + 2])
  )
  t.notMatch(JSON.stringify(body), /姓名\d|H0\d{4}/, 'neither a name nor a number comes back')
})

const { id: listId } = await made({ channel: 'website' })

t.test('without them: the finished file, with villages and amounts of the roster', async (t) => {
  const { status, text, headers } = await render(listId, renderOf(...lines(publishable)))
  t.equal(status, 200)
  t.equal(headers['left-out'], '0')
  const table = text.split('\n').filter((one) => /^\d+,/.test(one))
  t.equal(table.length, publishable.length)
  t.ok(text.includes(`合计${publishable.length}户${amountOf(publishable)}元`), 'the sum')
  t.notMatch(text, /22010219/, 'no identity number')
  const list = ok(await call('GET', `/v1/disclosure-lists/${listId}`, { as: keeper(county) }))
  t.match(list, { state: 'rendered', lines: publishable.length, amount: amountOf(publishable) })
})

t.test('the file on the website is another one: scanned, checked, withdrawn the same day', async (t) => {
  const disclosureId = await post({
    ...{ content: 'recipients', programme, period: '2026-05', postedOn: '2026-05-20' },
    ...{ listId, address: 'https://www.example.gov.cn/shjz/202605.html' }
  })
  t.match(await read(disclosureId), { lines: publishable.length, rosterReplaced: false, state: 'shown' })
  const leak = publishable[41] as (typeof households)[number]
  const found = publishable.map(
    ({ no, name, amount }, n) =>
      `${n + 1},${no},${no === leak.no ? `${name} ${leak.idNumber}` : name},${amount}`
  )
  const file = `序号,救助对象编号,姓名,月补助金额（元）\n${found.join('\n')}\n`
  const query = `targetCode=${county}&programme=${programme}&period=2026-05`
  const scanned = ok(await scan(file, query, { as: checker(city) }))
  t.match(scanned, { lines: publishable.length, refused: 1 })
  t.match(scanned.faults, [{ line: 43, code: 'id-number', severity: 'refuse' }])
  const before = { as: checker(county) }
  t.equal((await call('GET', `/v1/disclosure-scans/${scanned.id}`, before)).status, 404)
  const checkId = await checked({
    ...{ checkedOn: '2026-05-20', scanId: scanned.id },
    observations: [{ content: 'recipients', result: 'shown', disclosureId }]
  })
  const { findings } = ok(await call('GET', `/v1/disclosure-checks/${checkId}`, { as: checker(city) }))
  const finding = ok(await call('GET', `/v1/findings/${findings[0].findingId}`, before))
  t.match(finding, { severity: 'grave', itemId: 'disclosure-protected', targetCode: county })
  t.match(await read(disclosureId), { withdrawBy: '2026-05-20' })
  ok(await step(disclosureId, 'withdraw', { on: '2026-05-20', reason: '误传原始名单，已撤下' }))
  t.match(await read(disclosureId), { state: 'withdrawn', daysShown: 0 })
})

t.test('shown again; a roster that is replaced makes the list outdated, not wrong', async (t) => {
  clock.now = new Date('2026-05-21T01:00:00Z')
  const again = await post({
    ...{ content: 'recipients', programme, period: '2026-05', postedOn: '2026-05-21' },
    ...{ listId, address: 'https://www.example.gov.cn/shjz/202605-2.html' }
  })
  const cut = households.map((one, n) => (n === 3 ? { ...one, amount: '1.00' } : one))
  await put(batch, cut)
  t.match(await read(again), { rosterReplaced: true, lines: publishable.length })
  const shown = publishable.map(({ no, name, amount }, n) => `${n + 1},${no},${name},${amount}`)
  const file = `序号,救助对象编号,姓名,月补助金额（元）\n${shown.join('\n')}\n`
  const query = `targetCode=${county}&programme=${programme}&period=2026-05`
  const scanned = ok(await scan(file, query, { as: checker(city) }))
  t.match(scanned.faults, [{ line: 5, code: 'amount-differs' }])
  const checkId = await checked({
    ...{ checkedOn: '2026-05-21', scanId: scanned.id },
    observations: [{ content: 'recipients', result: 'shown', disclosureId: again }]
  })
  const { observations } = ok(await call('GET', `/v1/disclosure-checks/${checkId}`, { as: checker(city) }))
  t.match(observations.at(-1), { result: 'outdated' })
  t.match(await read(again), { withdrawBy: null, state: 'shown' })
})
