import { sql } from 'kysely'
import t from 'tap'
import { watchCommitments } from '../../src/interviews/index.ts'
import { ClockWatch } from '../../src/platform/observability/clock.ts'
import { repeatByClock } from '../../src/platform/work/repeat.ts'
import { subjects } from '../../src/rooms.ts'
import { watchTerms } from '../../src/terms/index.ts'
import { casesOf } from '../examples/case.ts'
import { noted } from '../support/assertions.ts'
import { testService } from '../support/service.ts'
import { until } from '../support/until.ts'

const DAY = 24 * 3600 * 1000
const service = await testService(t)
const { context, clock } = service
const { made, on } = casesOf(service)

/** The service's parts with a clock that is so far from the database's, and what is logged. */
function aside(ms: number) {
  const logged: { event?: string; secondsAhead?: number }[] = []
  const log = { ...context.log, error: (line: object) => logged.push(line) } as unknown as typeof context.log
  const watch = new ClockWatch({ ...context, log, clock: () => new Date(Date.now() + ms) })
  return { watch, logged }
}

t.test('a clock more than a minute from the database’s is wrong, and somebody is told', async (t) => {
  for (const [ms, isRight] of [
    [0, true],
    [-50_000, true],
    [50_000, true],
    [70_000, false],
    [-70_000, false],
    [60 * DAY, false]
  ] as const) {
    const { watch, logged } = aside(ms)
    t.equal(await watch.check(), isRight, String(ms))
    t.equal(watch.isRight, isRight)
    await watch.check()
    const told = isRight ? [] : [{ event: 'clock.wrong', secondsAhead: Math.round(ms / 1000) }]
    t.equal(logged.length, told.length, 'once')
    if (!isRight) t.ok(Math.abs((logged[0]?.secondsAhead ?? 0) - ms / 1000) < 30)
  }
})

t.test('while it is wrong no round that goes by the day does anything', async (t) => {
  let isRight = false
  let asked = 0
  let done = 0
  const hasRightClock = async () => {
    asked += 1
    return isRight
  }
  const round = repeatByClock(
    { hasRightClock },
    0.001,
    async () => (done += 1),
    () => {}
  )
  await until(() => asked > 3, 'it has come round')
  t.equal(done, 0)
  isRight = true
  await until(() => done > 0, 'and goes on when the clock is right')
  await round.stop()
})

t.test('what a clock two months ahead has marked is cleared, and both are on record', async (t) => {
  on('2026-03-02')
  const { id } = await made()
  const marks = async () => {
    const { rows } = await sql<{ missed: number; reminded: number }>`
      select count(missed_at)::int as missed, count(reminded_at)::int as reminded from term
      where subject_id = ${id}`.execute(context.db)
    return rows[0]
  }
  const watch = () => watchTerms(context, { subjects, reminderDays: 3 })
  const right = clock.now
  clock.now = new Date(right.getTime() + 13 * DAY)
  await watch()
  t.match(await marks(), { missed: 0, reminded: 1 })
  clock.now = new Date(right.getTime() + 80 * DAY)
  await watch()
  t.match(await marks(), { missed: 1 })
  clock.now = right
  await watch()
  t.same(await marks(), { missed: 0, reminded: 0 })
  const told = (await noted(service, id)).map(({ action, details }) => `${action} ${details.rule}`)
  t.ok(told.includes('case.term-missed case.notify'))
  t.ok(told.includes('case.term-mark-cleared case.notify'))
  await watch()
  t.equal(told.length, (await noted(service, id)).length, 'once')
  clock.now = new Date(right.getTime() + 80 * DAY)
  await watch()
  t.match(await marks(), { missed: 1 }, 'and what is missed later is marked again')
  clock.now = right
  await watchCommitments(context)
})
