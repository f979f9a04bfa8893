import { sql } from 'kysely'
import t from 'tap'
import { prepared, written } from '../../src/platform/database/prepared.ts'
import { Reads } from '../../src/platform/database/reads.ts'
import { refuse } from '../../src/platform/errors/wordings.ts'
import { unchanged } from '../../src/policy/index.ts'
import { byTimetable, type Timetable } from '../../src/terms/index.ts'
import { testService } from '../support/service.ts'

const service = await testService(t)
const reads = new Reads(service.database.pool)
t.teardown(() => reads.end())

const unit = '220102'
const asked: string[] = []
const { read } = reads
reads.read = (statement) => {
  if (statement.text.includes('calendar_now')) asked.push(String(statement.values[0]))
  return read.call(reads, statement) as never
}

const holds = prepared(['unit', 'stamp'], (_, { unit, stamp }) =>
  written(sql<{ holds: boolean }>`select ${unchanged(unit, stamp)} as holds`)
)
const write = (table: Timetable) => holds(service.context.db, { unit, stamp: table.stamp })
const change = () =>
  service.call('PATCH', `/v1/units/${unit}`, { body: { principal: '主任' }, headers: { 'if-match': '*' } })

t.beforeEach(() => asked.splice(0))

t.test('what was known is used again, without a question', async (t) => {
  for (let n = 0; n < 3; n += 1) t.same(await byTimetable(reads, unit, write), [{ holds: true }])
  t.same(asked, [unit])
})

t.test('what is written by what holds no longer fails, to be tried again by what stands', async (t) => {
  t.equal((await change()).status, 200)
  await t.rejects(byTimetable(reads, unit, write), { code: '40001' })
  t.same(asked, [])
  t.same(await byTimetable(reads, unit, write), [{ holds: true }])
  t.same(asked, [unit])
})

t.test('nobody is refused by what was known', async (t) => {
  let times = 0
  const refused = byTimetable(reads, unit, async () => {
    times += 1
    throw refuse('not-found')
  })
  await t.rejects(refused, { code: 'not-found' })
  t.same([times, asked], [2, [unit]], 'by what was known, and by what stands')
  t.same(await byTimetable(reads, unit, write), [{ holds: true }])
  t.same(asked, [unit, unit], 'it was not kept')
})

t.test('each of several that share connections knows for itself', async (t) => {
  const others = new Reads(service.database.pool)
  t.teardown(() => others.end())
  t.same(await byTimetable(others, unit, write), [{ holds: true }])
})

t.test('a unit that is not there has no stamp, and nothing is written by it', async (t) => {
  const table = await byTimetable(reads, 'nowhere', async (table) => table)
  t.same([table.unit, table.stamp], [undefined, null])
  await t.rejects(holds(service.context.db, { unit: 'nowhere', stamp: null }), { code: '40001' })
})
