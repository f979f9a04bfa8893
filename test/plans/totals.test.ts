import { sql } from 'kysely'
import t from 'tap'
import { approver, plansOf } from '../examples/plan.ts'
import { testService } from '../support/service.ts'

const service = await testService(t)
const { call, clock, database } = service
const { create, read, tasks } = plansOf(service)
const plan = await create('2202')
const { full, sample } = plan.totals
const url = `/v1/inspection-plans/${plan.id}`
const at = (instant: string) => {
  clock.now = new Date(instant)
}
const overdue = async () => (await read(plan.id)).totals.overdue

/** Marks as done, as a later room will. */
async function inspect(ids: string[]): Promise<void> {
  await sql`update inspection_task set state = 'inspected' where id = any(${ids}::uuid[])`.execute(
    database.owner.db
  )
}

t.test('what a plan asks for, and what has come of it', async (t) => {
  const progress = async () => (await call('GET', `${url}/progress`)).body.items
  const tree = { dropped: 0, added: 0, uncovered: 0, uncoveredTargets: [] }
  const day = { underWay: 0, missingAreas: [], underWayTargets: [], ...tree, lastFeasibleDay: '2026-12-31' }
  t.strictSame(await progress(), [
    {
      targetLevel: 'county',
      coverage: 'full',
      required: full,
      planned: full,
      inspected: 0,
      gap: full,
      ...day
    },
    {
      targetLevel: 'township',
      coverage: 'sample',
      required: sample,
      planned: sample,
      inspected: 0,
      gap: sample,
      ...day
    }
  ])
  const counties = await tasks(plan.id, '&coverage=full')
  const townships = await tasks(plan.id, '&coverage=sample')
  await inspect([...counties.slice(0, 2), ...townships.slice(0, 5)].map(({ id }) => id))
  const reason = { reason: '因洪水不通路' }
  await call('POST', `/v1/inspection-tasks/${townships[7]?.id}/replace`, { as: approver, body: reason })
  const after = await progress()
  t.match(after[0], { required: full, planned: full, inspected: 2, gap: full - 2 })
  t.match(after[1], { required: sample, planned: sample, inspected: 5, gap: sample - 5 })
  t.match((await read(plan.id)).totals, { full, sample, inspected: 7, overdue: 0 })
  await inspect(counties.map(({ id }) => id))
  t.match((await progress())[0], { inspected: full, gap: 0 })
})

t.test('a unit with subordinates of two levels', async (t) => {
  const body = { code: '2203t', name: '直管乡', level: 'township', parentCode: '2203' }
  t.equal((await call('POST', '/v1/units', { body })).status, 201)
  const { id } = await create('2203')
  const { items } = (await call('GET', `/v1/inspection-plans/${id}/progress`)).body
  t.strictSame(
    items.map((one: { coverage: string; targetLevel: string }) => `${one.coverage} ${one.targetLevel}`),
    ['full county', 'full township', 'sample township']
  )
  t.match(items[1], { required: 1, planned: 1 })
})

t.test('a task is overdue when its day is over, and every open one when the year is', async (t) => {
  const [one, two] = await tasks(plan.id, '&state=pending')
  const schedule = (id: string | undefined, scheduledOn: string, version: number) =>
    call('PATCH', `/v1/inspection-tasks/${id}`, {
      body: { scheduledOn },
      headers: { 'if-match': `"${version}"` }
    })
  t.equal((await schedule(one?.id, '2026-04-10', 1)).status, 200)
  t.equal((await schedule(two?.id, '2026-04-11', 1)).status, 200)
  const story: [instant: string, overdue: number][] = [
    ['2026-04-10T15:59:59Z', 0],
    ['2026-04-10T16:00:00Z', 1],
    ['2026-04-11T15:59:59Z', 1],
    ['2026-04-11T16:00:00Z', 2]
  ]
  for (const [instant, expected] of story) {
    at(instant)
    t.equal(await overdue(), expected, instant)
  }
  await inspect([String(two?.id)])
  t.equal(await overdue(), 1, 'what is done is no longer overdue')
  const { inspected } = (await read(plan.id)).totals
  at('2026-12-31T15:59:59Z')
  t.equal(await overdue(), 1)
  at('2026-12-31T16:00:00Z')
  t.equal(await overdue(), full + sample - inspected)
  const { items } = (await call('GET', '/v1/inspection-plans?unitCode=2202')).body
  t.equal(items[0].totals.overdue, full + sample - inspected, 'and so says the list')
})

t.test('at midnight a plan is asked for again: it is the same as long as what it shows is', async (t) => {
  at('2026-09-01T15:59:59Z')
  const etag = String((await call('GET', url)).headers.etag)
  const again = () => call('GET', url, { headers: { 'if-none-match': etag } })
  t.equal((await again()).status, 304)
  at('2026-09-01T16:00:00Z')
  t.equal((await again()).status, 304, 'nothing has become overdue')
  const submitted = await call('POST', `${url}/submit`, { headers: { 'if-match': etag } })
  t.equal(submitted.status, 200, 'nobody has changed it, so yesterday’s version may still be submitted')
})
