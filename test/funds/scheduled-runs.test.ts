import t from 'tap'
import { startDueRuns } from '../../src/fund-checks/index.ts'
import { startRun } from '../../src/fund-checks/runs/actions.ts'
import { dueMonth } from '../../src/fund-checks/runs/rules.ts'
import { type Handlers, runOperation } from '../../src/platform/operations/index.ts'
import { type Attempt, createJobs } from '../../src/platform/work/jobs.ts'
import { work } from '../../src/platform/work/work.ts'
import { constraints, handlers } from '../../src/rooms.ts'
import { batchesOf, county, makeProgramme, programme, rosterOf, village } from '../examples/batch.ts'
import { ok, type Person, testService } from '../support/service.ts'
import { until } from '../support/until.ts'

/** The monthly run of a province by the clock, with two instances of the service. */
const service = await testService(t)
const { call, clock, database, context } = service
await makeProgramme(service)
const leader: Person = { unit: '22', roles: ['leader', 'fund-officer'], sub: 'leader' }
const files = batchesOf(service)
let isBroken = false
const broken: Handlers = {
  ...handlers,
  'fund-checks.run': async () => {
    throw Object.assign(new Error('the run fails for good'), { severity: 'ERROR', code: '22003' })
  }
}
const perform = async (attempt: Attempt) => {
  const operation = runOperation(context, isBroken ? broken : handlers, constraints, {
    ...attempt,
    isLast: true
  })
  await operation.catch(() => {})
}
const instances = [1, 2].map(() => createJobs(database.url, () => {}))
await Promise.all(instances.map((one) => one.start(perform)))
t.teardown(() => Promise.all(instances.map((one) => one.stop(1000))))

/** Looks four times at once; gives how many runs were started, when they have ended. */
async function looks(at: string): Promise<number> {
  clock.now = new Date(at)
  const started = await Promise.all(
    [0, 1, 2, 3].map((n) => startDueRuns(context, instances[n % 2] as (typeof instances)[0]))
  )
  await settled()
  return started.reduce((sum, one) => sum + one, 0)
}

async function settled() {
  const waiting = "select from operation where state in ('queued', 'running')"
  await until(async () => (await database.owner.pool.query(waiting)).rows.length === 0, 'the runs end')
}

async function set(isOn: boolean, dayOfMonth: number) {
  const url = '/v1/fund-schedules/22'
  const { headers } = await call('GET', url, { as: leader })
  const body = { isOn, dayOfMonth }
  ok(await call('PUT', url, { as: leader, body, headers: { 'if-match': headers.etag as string } }))
}

/** A batch with a roster. */
async function batch(period: string, more: object = {}): Promise<string> {
  const body = { programme, unitCode: county, period, ...more }
  const { id } = ok(await call('POST', '/v1/disbursements', { as: leader, body }))
  ok(await files.roster(id, rosterOf(`A,${village},10,,`), { as: leader }))
  return id
}

/** The runs of the service by now, the latest first: month and how many batches it checked. */
async function runs() {
  const { items } = ok(await call('GET', '/v1/fund-runs', { as: leader }))
  const own = items.filter(({ checkedBy }: { checkedBy: string }) => checkedBy === 'service')
  return own.map(({ period, checked }: { period: string; checked: number }) => [period, checked])
}

const lastPeriod = async () => ok(await call('GET', '/v1/fund-schedules/22', { as: leader })).lastPeriod

t.test('once a month, however many look', async (t) => {
  await set(true, 11)
  t.equal(await looks('2026-03-10T15:59:00Z'), 0, 'the day before, in Shanghai')
  t.equal(await looks('2026-03-10T16:00:00Z'), 1, 'on the day')
  t.equal(await looks('2026-03-31T10:00:00Z'), 0, 'once')
  t.equal(await looks('2026-05-02T01:00:00Z'), 1, 'the service was down')
  t.equal(await looks('2026-05-11T01:00:00Z'), 1)
  t.equal(await lastPeriod(), '2026-05')
  t.same(await runs(), [
    ['2026-05', 0],
    ['2026-04', 0],
    ['2026-03', 0]
  ])
})

t.test('what falls due after its run is checked by the next one, and once', async (t) => {
  clock.now = new Date('2026-05-12T01:00:00Z')
  const late = await batch('2026-05', { dueOn: '2026-06-05' })
  await batch('2026-06', { dueOn: '2026-06-10' })
  const other = await batch('2026-04', { dueOn: '2026-05-20', unitCode: '220102001' })
  const body = { withinCode: county, period: '2026-04' }
  clock.now = new Date('2026-06-01T01:00:00Z')
  const actor = { sub: 'county', name: 'county', unitCode: county, roles: leader.roles }
  await work(context, { actor }, (work) => startRun(work, instances[0] as (typeof instances)[0], body))
  await settled()
  t.equal(await looks('2026-06-11T01:00:00Z'), 1)
  const now = await runs()
  t.same(now.slice(0, 3).toSorted(), [
    ['2026-04', 1],
    ['2026-05', 1],
    ['2026-06', 1]
  ])
  for (const id of [late, other]) {
    const { items } = ok(await call('GET', `/v1/fund-checks?disbursementId=${id}`, { as: leader }))
    t.match(items[0], { checkedBy: 'service' }, 'also where the county had looked by itself')
  }
  t.equal(await looks('2026-07-11T01:00:00Z'), 1)
  t.same(await runs(), [['2026-07', 0], ...now])
})

t.test('a run that fails is tried again on the next day', async (t) => {
  isBroken = true
  const before = await runs()
  t.equal(await looks('2026-08-11T01:00:00Z'), 1)
  t.equal(await lastPeriod(), '2026-07')
  t.equal(await looks('2026-08-11T02:00:00Z'), 0, 'once a day')
  isBroken = false
  t.equal(await looks('2026-08-12T01:00:00Z'), 1)
  t.equal(await lastPeriod(), '2026-08')
  t.equal(await looks('2026-08-13T01:00:00Z'), 0)
  t.same(await runs(), [['2026-08', 0], ...before])
})

t.test('before the term of the month is over, the month before is checked', async (t) => {
  await batch('2026-09')
  await set(true, 5)
  t.equal(await looks('2026-10-04T01:00:00Z'), 0)
  t.equal(await looks('2026-10-05T01:00:00Z'), 1)
  t.equal(await lastPeriod(), '2026-09')
  t.same((await runs())[0], ['2026-09', 1])
})

t.test('months whose lines are away are passed over', async (t) => {
  clock.now = new Date('2026-10-06T01:00:00Z')
  await batch('2026-08', { dueOn: '2026-10-20' })
  await database.owner.pool.query('alter table roster_line detach partition roster_line_2026_08')
  t.equal(await looks('2026-11-05T01:00:00Z'), 1)
  t.equal(await lastPeriod(), '2026-10')
})

t.test('the month that is due', async (t) => {
  const due = (today: string, lastPeriod: string | null, more: object = {}, days = 10) =>
    dueMonth({ isOn: true, dayOfMonth: 11, lastPeriod, askedOn: null, ...more }, today, days)
  t.equal(due('2026-01-11', null), '2026-01-01')
  t.equal(due('2026-01-10', null), undefined, 'nothing to catch up with')
  t.equal(due('2026-01-10', '2025-11-01'), '2025-12-01', 'the last one alone')
  t.equal(due('2026-01-10', '2025-12-01'), undefined)
  t.equal(due('2026-01-11', '2025-12-01'), '2026-01-01')
  t.equal(due('2026-01-11', '2025-12-01', { isOn: false }), undefined)
  t.equal(due('2026-01-11', '2025-12-01', { askedOn: '2026-01-11' }), undefined, 'asked for today')
  t.equal(due('2026-01-12', '2025-12-01', { askedOn: '2026-01-11' }), '2026-01-01', 'and not done')
  t.equal(due('2026-01-10', '2025-12-01', { dayOfMonth: 10 }), undefined, 'on the last day of the term')
  t.equal(due('2026-01-10', '2025-11-01', { dayOfMonth: 10 }), '2025-12-01')
  t.equal(due('2026-01-10', '2025-12-01', { dayOfMonth: 10 }, 9), '2026-01-01', 'a shorter term')
  t.equal(due('2026-01-09', '2025-10-01', { dayOfMonth: 10 }), '2025-11-01')
})
