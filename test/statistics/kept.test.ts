import { sql } from 'kysely'
import t from 'tap'
import type { Statistics } from '../../src/platform/access/statistics.ts'
import { countAhead } from '../../src/statistics/index.ts'
import { KeptFigures } from '../../src/statistics/kept/figures.ts'
import { LONG_MS, manner } from '../../src/statistics/kept/rules.ts'
import { yearsOf } from '../../src/statistics/rules.ts'
import { testService } from '../support/service.ts'
import { until } from '../support/until.ts'

const service = await testService(t)
const { clock, context, database } = service
clock.now = new Date('2026-06-10T02:00:00Z')

/** A subject that counts how often it was counted. */
function slowSubject(seconds: number): { statistics: Statistics; counts: () => number } {
  let counts = 0
  const statistics: Statistics = {
    slow: {
      permission: 'units:read',
      ...{ title: '测试', zh: '测试', en: 'Test' },
      rights: ({ roles }) => [roles.includes('auditor') ? 'all' : 'some'],
      traits: {},
      figures: { units: { title: '单位', description: 'Units', count: () => sql`count(*)` } },
      counted: ({ tree }) => {
        counts += 1
        return {
          source: sql`from unit, pg_sleep(${seconds}) where unit.code = ${tree.code}`,
          ...{ path: sql`unit.path`, level: sql`unit.level`, day: sql`current_date` }
        }
      }
    }
  }
  return { statistics, counts: () => counts / 2 }
}

const asked = (unitCode: string, { sub = 'p', within = unitCode, roles = ['leader' as const] } = {}) => ({
  actor: { unitCode, sub, name: sub, roles },
  tree: { code: within, depth: within.length / 2 },
  ...yearsOf('2026-06-10')
})

t.test('figures are kept in proportion to the time that counting took', async (t) => {
  t.equal(manner(undefined, false), 'count')
  t.equal(manner({ ageMs: 0, tookMs: 500 }, true), 'count')
  t.equal(manner({ ageMs: 9999, tookMs: 500 }, false), 'give')
  t.equal(manner({ ageMs: 10_000, tookMs: 500 }, false), 'give-and-count')
})

t.test('what is counted quickly is counted each time', async (t) => {
  const { statistics, counts } = slowSubject(0)
  const kept = new KeptFigures(context, statistics)
  await kept.read(context.db, asked('2203'))
  const { rows } = await sql`select from kept_figures where took_ms < ${LONG_MS}`.execute(database.owner.db)
  t.same(rows, [], 'nothing is kept of what was counted quickly')
  // A busy machine may take long over anything.
  const isQuick = (await sql`select from kept_figures`.execute(database.owner.db)).rows.length === 0
  await kept.read(context.db, asked('2203'))
  t.equal(counts(), isQuick ? 2 : 1)
})

t.test(
  'what takes long is kept for readers of the unit, and counted again behind an old answer',
  async (t) => {
    const { statistics, counts } = slowSubject(0.15)
    const kept = new KeptFigures(context, statistics)
    const read = (one = asked('2201'), isFresh = false) => kept.read(context.db, one, isFresh)
    const first = await read()
    t.match(first, { slow: { sides: { now: { units: 1 }, before: { units: 1 } } } })
    t.same(await read(asked('2201', { sub: 'another' })), first)
    t.equal(counts(), 1)
    clock.now = new Date('2026-06-10T02:10:00Z')
    t.same(await read(), first, 'at once, though it is old')
    await until(async () => (await read()).slow?.countedAt !== first.slow?.countedAt, 'it is counted again')
    t.equal(counts(), 2)
    await read(asked('2201'), true)
    t.equal(counts(), 3, 'counted at once where the caller wants that')
  }
)

t.test('readers of other units, with other rights, of other days or aside from a case', async (t) => {
  const { statistics, counts } = slowSubject(0.15)
  const kept = new KeptFigures(context, statistics)
  await kept.read(context.db, asked('2202'))
  await kept.read(context.db, asked('22', { within: '2202' }))
  t.equal(counts(), 2)
  await kept.read(context.db, asked('2202', { roles: ['auditor' as never] }))
  t.equal(counts(), 3)
  await sql`insert into recusal (subject_id, sub, at, reason) values (uuidv7(), 'Aside', now(), '回避')`.execute(
    database.owner.db
  )
  for (let call = 0; call < 2; call += 1) await kept.read(context.db, asked('2202', { sub: 'Aside' }))
  t.equal(counts(), 5, 'nothing is kept of what somebody may not see')
  clock.now = new Date('2026-06-11T02:00:00Z')
  await kept.read(context.db, { ...asked('2202'), ...yearsOf('2026-06-11') })
  t.equal(counts(), 6)
})

t.test('two who ask at once wait for one count', async (t) => {
  const { statistics, counts } = slowSubject(0.15)
  const kept = new KeptFigures(context, statistics)
  await Promise.all([1, 2, 3].map(() => kept.read(context.db, asked('2204'))))
  t.equal(counts(), 1)
})

t.test('figures of provinces and cities are counted ahead once a day, by one instance', async (t) => {
  const { statistics, counts } = slowSubject(0.12)
  clock.now = new Date('2026-06-11T16:05:00Z')
  const counted = await Promise.all([countAhead(context, statistics), countAhead(context, statistics)])
  const { rows } = await sql<{ code: string }>`
    select code from unit where level in ('province', 'city')`.execute(context.db)
  t.equal((counted[0] ?? 0) + (counted[1] ?? 0), rows.length)
  t.equal(await countAhead(context, statistics), 0)
  const before = counts()
  const tomorrow = { ...asked('22'), ...yearsOf('2026-06-12') }
  t.match(await new KeptFigures(context, statistics).read(context.db, tomorrow), { slow: { sides: {} } })
  t.equal(counts(), before, 'the first reader does not wait')
  const { rows: old } = await sql`select from kept_figures where day < '2026-06-12'`.execute(context.db)
  t.equal(old.length, 0, 'earlier days are forgotten')
})
