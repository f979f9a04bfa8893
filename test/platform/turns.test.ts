import { sql } from 'kysely'
import t from 'tap'
import type { Actor } from '../../src/platform/auth/actor.ts'
import { service } from '../../src/platform/auth/actor.ts'
import { type Handlers, runOperation, startOperation } from '../../src/platform/operations/index.ts'
import { Served, turns } from '../../src/platform/work/turns.ts'
import { work } from '../../src/platform/work/work.ts'
import { constraints } from '../../src/rooms.ts'
import { testDatabase } from '../support/database.ts'
import { until } from '../support/until.ts'
import { admin, serviceOn } from './service-on.ts'

const waiting = (...units: string[]) =>
  units.map((unit) => ({ id: `of ${unit}`, unit, province: unit.slice(0, 2) }))
const units = (served: Served, ...names: string[]) => turns(waiting(...names), served).map(({ unit }) => unit)

t.test('the province that was served longest ago comes first, and of it the unit', async (t) => {
  const served = new Served()
  t.same(units(served, '2201', '2202', '2101'), ['2201', '2101'], 'at first in the order of asking')
  served.note({ unit: '2201', province: '22' })
  t.same(units(served, '2201', '2202', '2101'), ['2101', '2202'])
  served.note({ unit: '2101', province: '21' })
  t.same(units(served, '2201', '2202', '2101', '2102'), ['2202', '2102'])
  served.note({ unit: '2202', province: '22' })
  t.same(units(served, '2201', '2202', '2101', '2102'), ['2102', '2201'])
  t.same(units(served), [])
})

t.test('what it remembers is bounded', async (t) => {
  const served = new Served()
  served.note({ unit: '2201', province: '22' })
  for (let count = 0; count < 10_000; count += 1) served.note({ unit: `21${count}`, province: '21' })
  t.equal(served.unit('2201'), 0)
  t.ok(served.unit('219999') > 0)
})

const { url, owner } = await testDatabase(t)
await sql`
  insert into unit (code, name, level, path)
  values ('21', '辽宁省', 'province', '21')`.execute(owner.db)
const { context, jobs } = await serviceOn(t, url)
const planner = (unitCode: string): Actor => ({
  ...admin,
  sub: `of ${unitCode}`,
  unitCode,
  roles: ['planner']
})

/** What has been done, by unit, and what is held until the test lets it go. */
const done: string[] = []
const held = new Map<string, () => void>()
const handlers: Handlers = {
  quick: async ({ actor }) => {
    done.push(actor.unitCode)
    return {}
  },
  slow: async ({ actor }) => {
    await new Promise<void>((go) => held.set(actor.unitCode, go))
    done.push(actor.unitCode)
    return {}
  }
}
await jobs.start((attempt) => runOperation(context, handlers, constraints, attempt))
t.teardown(() => jobs.stop(1000))

const start = (unitCode: string, kind: string, isStatutory = false) =>
  work(context, { actor: planner(unitCode) }, (work) =>
    startOperation(work, jobs, { kind, input: {}, isStatutory })
  )

t.beforeEach(() => {
  done.length = 0
  held.clear()
})

t.test('a long operation holds up its own province only, and no statutory one', async (t) => {
  await start('2201', 'slow')
  await until(async () => held.has('2201'), 'the long one has begun')
  await start('2202', 'quick')
  await start('21', 'quick')
  await start('2202', 'quick', true)
  await until(async () => done.length === 2, 'the others are done')
  t.same(done.toSorted(), ['21', '2202'], 'of its own province the statutory one alone')
  held.get('2201')?.()
  await until(async () => done.length === 4, 'the rest')
  t.same(done.slice(2), ['2201', '2202'])
})

t.test('units of a province take turns, and nobody waits for the clock', async (t) => {
  await start('2201', 'slow')
  await until(async () => held.has('2201'), 'the first has begun')
  for (let count = 0; count < 4; count += 1) await start('2201', 'quick')
  for (let count = 0; count < 2; count += 1) await start('2202', 'quick')
  const begun = performance.now()
  held.get('2201')?.()
  await until(async () => done.length === 7, 'all are done')
  t.same(done, ['2201', '2202', '2201', '2202', '2201', '2201', '2201'])
  t.comment(`${Math.round(performance.now() - begun)} ms`)
})

t.test('a unit has twenty that have not ended; the service is not refused', async (t) => {
  await start('2201', 'slow')
  await until(async () => held.has('2201'), 'the first has begun')
  const asked = await Promise.allSettled(Array.from({ length: 40 }, () => start('2201', 'quick')))
  t.equal(asked.filter(({ status }) => status === 'fulfilled').length, 19, 'at once, and none beyond')
  const refused = asked.find(({ status }) => status === 'rejected') as PromiseRejectedResult
  t.match(refused.reason, {
    code: 'queue-full',
    wording: { status: 429 },
    particulars: { retryAfterSeconds: 10 }
  })
  await start('2202', 'quick')
  await start('2201', 'quick', true)
  await work(context, { actor: { ...service, unitCode: '2201' } }, (work) =>
    startOperation(work, jobs, { kind: 'quick', input: {} })
  )
  held.get('2201')?.()
  await until(async () => done.length === 23, 'all are done')
  await start('2201', 'quick')
  await until(async () => done.length === 24, 'there is room again')
})
