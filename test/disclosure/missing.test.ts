import t from 'tap'
import { makeProgramme } from '../examples/batch.ts'
import { city, county, disclosuresOf, keeper, monthDue, township, village } from '../examples/disclosure.ts'
import { jilin, within } from '../examples/jilin.ts'
import { ok, testService } from '../support/service.ts'

const service = await testService(t)
const { call, clock } = service
const { board, hang, step } = disclosuresOf(service)
const as = keeper('22')
const boards = async (query = '') =>
  ok(await call('GET', `/v1/notice-boards/missing?count=true&${query}`, { as }))
const missing = async (query = '') =>
  ok(await call('GET', `/v1/disclosures/missing?count=true&${query}`, { as }))
const at = (day: string) => {
  clock.now = new Date(`${day}T02:00:00Z`)
}
const owing = (lines: readonly { level: string }[], ...levels: string[]) =>
  lines.filter(({ level }) => levels.includes(level)).length
const here = within(county)

t.test('known numbers of the bundled tree', async (t) => {
  const owed = owing(jilin, 'township', 'village')
  t.equal((await boards()).total, owed)
  t.equal((await boards('level=township')).total, owing(jilin, 'township'))
  t.equal((await boards(`within=${county}`)).total, owing(here, 'township', 'village'))
  t.equal((await missing()).total, owed * 2, 'the policy and the procedure')
  t.equal((await missing('content=policy&level=village')).total, owing(jilin, 'village'))
  t.match((await boards('limit=1')).items, [{ unitLevel: 'township', clauseId: 'jilin-2019-12:2.3' }])
  t.match((await missing(`within=${village}`)).items, [
    ...['policy', 'procedure'].map((content) => ({
      ...{ unitCode: village, unitLevel: 'village', content, channel: 'board', gap: 'not-on-record' },
      ...{ programme: null, period: null, dueOn: null, clauseId: 'jilin-2019-12:2.3' }
    }))
  ])
})

t.test('units outside the quotas and units that have ended owe nothing', async (t) => {
  const before = (await boards()).total
  const headers = { 'if-match': '*' }
  const body = { countsInQuota: false }
  ok(await call('PATCH', '/v1/units/220102001002', { as: { ...as, roles: ['admin'] }, body, headers }))
  t.equal((await boards()).total, before - 1)
  const end = { on: '2026-03-03' }
  ok(
    await call('POST', '/v1/units/220102001003/retire', {
      as: { ...as, roles: ['admin'] },
      body: end,
      headers
    })
  )
  t.equal((await boards()).total, before - 1, 'not yet')
  at('2026-03-03')
  t.equal((await boards()).total, before - 2)
  t.equal((await boards('on=2026-03-02')).total, before - 1)
})

t.test('a board counts on the days on which it stands, a text on those on which it is up', async (t) => {
  const total = async (query = '') => [
    (await boards(`within=${village}${query}`)).total,
    (await missing(`within=${village}${query}`)).total
  ]
  t.strictSame(await total(), [1, 2])
  const id = await board(village, { since: '2026-02-01' })
  const policy = ok(await hang(id, village, { postedOn: '2026-02-10' })).id
  ok(await hang(id, township, { content: 'procedure', postedOn: '2026-02-10' }))
  t.strictSame(await total(), [0, 0], 'what the township posts at the village is shown there')
  t.strictSame(await total('&on=2026-02-09'), [0, 2])
  t.strictSame(await total('&on=2026-01-31'), [1, 2])
  ok(await step(policy, 'remove', { on: '2026-03-03' }, keeper(village)))
  t.strictSame(await total(), [0, 1])
  t.strictSame(await total('&on=2026-03-02'), [0, 0])
})

t.test('lists on boards: of villages with recipients, and of their townships', async (t) => {
  const programme = 'low-income-rural'
  const programmeId = await makeProgramme(service, programme)
  at('2026-05-20')
  await monthDue(service, programmeId, '2026-01', '2026-01-16', [village, '220102002001'])
  await monthDue(service, programmeId, '2026-04', '2026-04-20', [village])
  await monthDue(service, programmeId, '2026-05', '2026-05-20', [village, '220102002001'])
  const lists = async (query = '') => {
    const { items } = await missing(`content=recipients&channel=board&within=${county}${query}`)
    return items.map((one: Record<string, string>) => [one.unitCode, one.period, one.gap, one.shownPeriod])
  }
  const owed = (period: string, ...codes: string[]) =>
    codes.map((code) => [code, period, 'not-on-record', null])
  t.strictSame(await lists(), owed('2026-04', township, village), 'the term of May is not over')
  t.strictSame(await lists('&on=2026-04-20'), owed('2026-01', township, village, '220102002', '220102002001'))
  const id = await board(village, { place: '文化广场' })
  const list = { content: 'recipients', programme }
  const old = ok(await hang(id, village, { ...list, period: '2025-12', postedOn: '2026-02-01' })).id
  t.strictSame(await lists(), [...owed('2026-04', township), [village, '2026-04', 'outdated', '2025-12']])
  t.strictSame((await lists('&gap=outdated')).length, 1)
  at('2026-05-19')
  ok(await hang(id, village, { ...list, period: '2026-01', postedOn: '2026-05-19' }))
  t.strictSame(await lists(), owed('2026-04', township), 'three months behind is a quarter, and no more')
  ok(await step(old, 'remove', { on: '2026-05-19' }, keeper(village)))
  const hall = await board(township, { place: '政务大厅' }, keeper(township))
  ok(await hang(hall, township, { ...list, period: '2026-04', postedOn: '2026-05-19' }))
  t.strictSame(await lists(), [])
})

t.test('a village that was merged leaves its list to its successor', async (t) => {
  const programmeId = await makeProgramme(service, 'urban-low-income')
  await monthDue(service, programmeId, '2026-04', '2026-04-20', ['220102002002'])
  const body = { on: '2026-05-19', successorCode: '220102002001' }
  const headers = { 'if-match': '*' }
  ok(await call('POST', '/v1/units/220102002002/retire', { as: { ...as, roles: ['admin'] }, body, headers }))
  const { items } = await missing(`content=recipients&channel=board&within=${county}`)
  t.strictSame(
    items.map((one: Record<string, string>) => one.unitCode),
    ['220102002', '220102002001']
  )
})

t.test('all pages together give all gaps, each once', async (t) => {
  const seen = new Set<string>()
  for (let cursor = ''; ; ) {
    const { items, nextCursor } = await missing(`within=${county}&limit=50${cursor}`)
    for (const { unitCode, content, programme, period } of items)
      seen.add([unitCode, content, programme, period].join())
    if (nextCursor === null) break
    cursor = `&cursor=${nextCursor}`
  }
  t.equal(seen.size, (await missing(`within=${county}`)).total)
})

t.test('as a table, and for whom', async (t) => {
  const csv = await call('GET', `/v1/notice-boards/missing?within=220102002`, {
    as,
    headers: { accept: 'text/csv' }
  })
  t.match(csv.text, /220102002,自强街道,township,jilin-2019-12:2\.3/)
  const none = await call('GET', `/v1/disclosures/missing?within=${city}`, { as: keeper('2202') })
  t.equal(none.status, 404, 'no unit sees the gaps of its neighbours')
  const later = await call('GET', '/v1/disclosures/missing?on=2026-05-20', { as })
  t.match(later, { status: 422, body: { code: 'missing-in-future', errors: [{ pointer: '?on' }] } })
})
