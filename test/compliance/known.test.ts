import t from 'tap'
import { ok, testService } from '../support/service.ts'

const service = await testService(t, { jobs: true })
const { call, clock } = service
const url = '/v1/compliance'
const total = async (query: string) => ok(await call('GET', `${url}?count=true&limit=1&${query}`)).total
const { id } = ok(
  await call('POST', '/v1/inspection-plans/generate', { body: { withinCode: '22', year: 2026 } })
)
t.equal((await service.ended(id)).body.state, 'succeeded')

t.test('the bundled tree with its plans, nothing inspected', async (t) => {
  const owed = async (duty: string) =>
    (await total(`duty=${duty}`)) - (await total(`duty=${duty}&state=not-applicable`))
  t.equal(await owed('inspect-full'), 1155)
  t.equal(await owed('inspect-sample'), 79)
  t.equal(await total('duty=hotline&state=missed'), 1154)
  t.equal(await total('duty=online&state=missed'), 1154)
  t.equal(await total('duty=scheme&state=running'), 1154)
  const money = 'duty=allocated,matched,account,paid-in-time,paid-in-full'
  t.equal(await total(`${money}&state=unknown`), await total(money), 'no roster is no payment in time')
  clock.now = new Date('2026-03-31T15:00:00Z')
  t.equal(await total('duty=scheme&state=missed'), 0, '31 March is not over')
  clock.now = new Date('2026-03-31T17:00:00Z')
  t.equal(await total('duty=scheme&state=missed'), 1154)
})

t.test('without a plan a unit owes what the tree says', async (t) => {
  const { items } = ok(await call('GET', '/v1/units/2202/compliance?year=2027'))
  t.match(
    items.find(({ dutyId }: { dutyId: string }) => dutyId === 'inspect-sample'),
    { facts: { n: 0, of: 30 }, state: 'running', due: '2027-12-31', clauseId: 'jilin-2019-12:1.2' },
    '150 townships, 20 per cent'
  )
})

t.test('all lines as a table, and page by page', async (t) => {
  const { text } = await call('GET', `${url}?within=2202`, { headers: { accept: 'text/csv' } })
  const seen = new Set<string>()
  for (let cursor = ''; ; ) {
    const { items, nextCursor } = ok(await call('GET', `${url}?within=2202&limit=200${cursor}`))
    for (const { unitCode, dutyId } of items) seen.add(`${unitCode} ${dutyId}`)
    if (nextCursor === null) break
    cursor = `&cursor=${nextCursor}`
  }
  t.equal(seen.size, await total('within=2202'))
  t.equal(text.trimEnd().split('\n').length, seen.size + 1)
})
