import t from 'tap'
import { checker, city, county, disclosuresOf, keeper, township, village } from '../examples/disclosure.ts'
import { inspectionsOf } from '../examples/inspection.ts'
import { lineOf, listProgramme, listsOf, programme, recipients, renderOf } from '../examples/public-lists.ts'
import { noted, refused } from '../support/assertions.ts'
import { ok, testService } from '../support/service.ts'

/** Finished lists that are shown, and scans of what is shown. */
const service = await testService(t)
const { call, clock } = service
const { board, post, hang, step, read, checked, check } = disclosuresOf(service)
const { rostered, put, made, render, scan } = listsOf(service)
await listProgramme(service)
clock.now = new Date('2026-05-20T01:00:00Z')
const batch = await rostered()
const address = (n: number) => `https://www.example.gov.cn/shjz/${n}.html`
const shown = { content: 'recipients', programme, period: '2026-05', postedOn: '2026-05-20' }
const whole = renderOf(...['D001', 'D004', 'D005', 'D006'].map((no) => lineOf(no)))

/** A finished list of the county; gives its id. */
async function finished(more: object = {}): Promise<string> {
  const { id } = await made(more)
  const answer = await render(id, whole)
  if (answer.status !== 200) throw new Error(answer.text)
  return id
}
const listId = await finished()

t.test('a disclosure keeps the figures of its list', async (t) => {
  const id = await post({ ...shown, listId, address: address(1) })
  const { fileHash, rosterUploadId } = ok(await call('GET', `/v1/disclosure-lists/${listId}`))
  const record = { listId, fileHash, lines: 4, rosterUploadId, rosterReplaced: false }
  t.match(await read(id), record)
  t.match(fileHash, /^[0-9a-f]{64}$/)
  const boardId = await board(village)
  const below = ok(await hang(boardId, village, { ...shown, listId }))
  t.match(below, record, 'a village shows the list of its county')
  const onBoards = ok(await hang(boardId, township, { ...shown, listId }, keeper(township)))
  t.match(onBoards, { listId, unitCode: township })
  const all = ok(
    await call('GET', `/v1/disclosures?within=${county}&listId=${listId}&count=true`, { as: keeper('2202') })
  )
  t.equal(all.total, 3)
  ok(await call('POST', `/v1/disclosures/${id}/withdraw`, withdrawal))
  t.match(await read(id), { ...record, state: 'withdrawn' })
})
const withdrawal = { as: keeper(county), body: { on: '2026-05-20', reason: '内容有误' } }

t.test('figures without a list, and a month that is that of the list', async (t) => {
  const fileHash = 'ab'.repeat(32)
  const id = await post({ ...shown, fileHash, lines: 117, address: address(3) })
  t.match(await read(id), { listId: null, fileHash, lines: 117, rosterUploadId: null, rosterReplaced: null })
  const { id: review } = await made({ content: 'review', period: '2026-04' })
  const file = `applicationNo,name,idNumber,village,people\nA1,张三,220102196203141230,永安社区,2\n`
  t.equal((await render(review, file)).status, 200)
  const of = { content: 'review', programme, postedOn: '2026-05-20', address: address(4) }
  t.match(await read(await post({ ...of, listId: review })), { period: '2026-04', lines: 1 })
})

t.test('lists that are not shown', async (t) => {
  const { id: open } = await made()
  await rostered(recipients, '2026-04')
  const { id: ofOtherMonth } = await made({ period: '2026-04' })
  await render(ofOtherMonth, whole)
  const body = { ...shown, unitCode: county, channel: 'website', address: address(5) }
  const wrong = (more: object, is: [number, string, string?]) => ({ body: { ...body, listId, ...more }, is })
  await refused(
    t,
    service,
    { method: 'POST', url: '/v1/disclosures', as: keeper(county), body: { ...body, listId } },
    {
      'not rendered': wrong({ listId: open }, [409, 'disclosed-list-open', '/listId']),
      'of another month': wrong({ listId: ofOtherMonth }, [422, 'disclosed-list-differs', '/listId']),
      'of another content': wrong({ content: 'ended' }, [422, 'disclosed-list-differs', '/listId']),
      unknown: wrong({ listId: open.replace(/.{4}$/, '0000') }, [422, 'disclosed-list-unknown', '/listId']),
      'of another county': {
        as: keeper('220103'),
        body: { ...body, unitCode: '220103', listId },
        is: [422, 'disclosed-list-unknown', '/listId']
      },
      'with other lines': wrong({ lines: 5 }, [422, 'disclosed-list-figures', '/lines']),
      'with another file': wrong({ fileHash: 'ab'.repeat(32) }, [422, 'disclosed-list-figures', '/fileHash']),
      'of a policy': {
        body: { ...body, content: 'policy', programme: undefined, period: undefined, listId },
        is: [422, 'disclosure-field-of-other-content', '/listId']
      },
      'no digest': { body: { ...body, fileHash: 'x' }, is: [400, 'validation-failed', '/fileHash'] }
    }
  )
})

const header = '序号,救助对象编号,姓名,月补助金额（元）'
const month = `targetCode=${county}&programme=${programme}&period=2026-05`
/** A scan that the city made of what the county shows; gives its id. */
const scanned = async (line: string, as = checker(city)): Promise<string> =>
  ok(await scan(`${header}\n${line}\n`, month, { as })).id
const seen = { observations: [{ content: 'recipients', result: 'shown' }], checkedOn: '2026-05-20' }
const look = async (id: string, as = checker(city)) =>
  ok(await call('GET', `/v1/disclosure-checks/${id}`, { as }))

t.test(
  'what a scan refuses is urgent: a grave finding, and the record asks for the withdrawal',
  async (t) => {
    const disclosureId = await post({ ...shown, listId, address: address(6) })
    const observations = [{ content: 'recipients', result: 'shown', disclosureId }]
    const scanId = await scanned('1,D001,张三 220102196203141230,500.00')
    const id = await checked({ ...seen, observations, scanId })
    t.match(await look(id), {
      ...{ scanId, observed: 2, leaks: 1, findings: [{ n: 2 }] },
      observations: [
        { result: 'shown' },
        { content: 'recipients', result: 'leaks', programme, periodShown: '2026-05', disclosureId }
      ]
    })
    const { scanId: hidden, findings } = await look(id, checker(county))
    t.equal(hidden, null, 'the unit checked is not led to the scan')
    const finding = ok(await call('GET', `/v1/findings/${findings[0].findingId}`, { as: checker(county) }))
    t.match(finding, { severity: 'grave', itemId: 'disclosure-protected', text: /当日撤下/ })
    t.match(await read(disclosureId), { withdrawBy: '2026-05-20', state: 'shown' })
    t.match(await read(disclosureId, keeper('2202')), { withdrawBy: null })
    ok(await step(disclosureId, 'withdraw', { on: '2026-05-20', reason: '撤下更正' }))
    const all = [await noted(service, id), await noted(service, disclosureId), finding]
    t.notMatch(JSON.stringify(all), /张三|220102196203141230/, 'no value anywhere')
  }
)

t.test('the only list on record is found; of several the inspector names one', async (t) => {
  const all = ok(await call('GET', `/v1/disclosures?state=shown&content=recipients&unitCode=${county}`)).items
  for (const { id } of all) ok(await step(id, 'withdraw', { on: '2026-05-20', reason: '更正' }))
  const only = await post({ ...shown, listId, address: address(7) })
  const scanId = await scanned('1,D001,张三 13843112233,500.00')
  t.match(await look(await checked({ ...seen, scanId })), { observations: [{}, { disclosureId: only }] })
  t.match(await read(only), { withdrawBy: '2026-05-20' })
  const second = await post({ ...shown, address: address(8) })
  const open = await look(await checked({ ...seen, scanId }))
  t.notOk(open.observations[1].disclosureId)
  t.match(await read(second), { withdrawBy: null })
  const said = [{ content: 'recipients', result: 'leaks', disclosureId: second }]
  const named = await look(await checked({ ...seen, observations: said, scanId }))
  t.equal(named.observations.length, 1, 'said by the inspector already')
  t.match(await read(second), { withdrawBy: '2026-05-20' })
})

t.test('a clean scan adds nothing', async (t) => {
  const scanId = await scanned('1,D001,张三,500.00')
  t.match(await look(await checked({ ...seen, scanId })), { scanId, observed: 1, faults: 0, toldAt: null })
})

t.test('a roster that was replaced after the publication: outdated, and not wrong', async (t) => {
  const disclosureId = await post({ ...shown, listId, address: address(9) })
  const observations = [{ content: 'recipients', result: 'shown', disclosureId }]
  const differs = () => scanned('1,D001,张三,501.00')
  t.match(await look(await checked({ ...seen, observations, scanId: await differs() })), { leaks: 1 })
  await put(batch, recipients.slice(1))
  t.match(await read(disclosureId), { rosterReplaced: true })
  const old = await look(await checked({ ...seen, observations, scanId: await differs() }))
  t.match(old, { leaks: 0, toldAt: null, observations: [{}, { result: 'outdated', disclosureId }] })
  const leaky = await scanned('1,D001,张三 13843112233,501.00')
  t.match(await look(await checked({ ...seen, observations, scanId: leaky })), { leaks: 1 })
  await put(batch, recipients)
})

t.test('scans that do not fit, and inspections that have not begun', async (t) => {
  const own = await scanned('1,D001,张三,500.00', keeper(county, ['caseworker', 'fund-officer']))
  const above = await scanned('1,D001,张三,500.00', checker('22'))
  const inspectionId = await inspectionsOf(service).planned()
  const leaky = await scanned('1,D001,张三 13843112233,500.00')
  const body = { ...check, ...seen }
  const is: [number, string, string] = [422, 'disclosure-check-scan', '/scanId']
  await refused(
    t,
    service,
    { method: 'POST', url: '/v1/disclosure-checks', as: checker(city), body },
    {
      'of the unit itself': { body: { ...body, scanId: own }, is },
      'of a unit above': { body: { ...body, scanId: above }, is },
      unknown: { body: { ...body, scanId: inspectionId }, is },
      'of another unit': { body: { ...body, targetCode: '220103', scanId: leaky }, is },
      'the inspection has not begun': {
        body: { ...body, inspectionId, scanId: leaky },
        is: [422, 'disclosure-check-urgent', '/inspectionId']
      }
    }
  )
})
