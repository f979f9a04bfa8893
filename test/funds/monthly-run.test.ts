import t from 'tap'
import { startDueRuns } from '../../src/funds/index.ts'
import { dueMonth } from '../../src/funds/runs/rules.ts'
import { type Attempt, createJobs } from '../../src/platform/jobs.ts'
import { runOperation } from '../../src/platform/operations/index.ts'
import { constraints, handlers } from '../../src/service.ts'
import { type Person, testService } from '../support/service.ts'
import {
  batchesOf,
  county,
  makeProgramme,
  officer,
  paymentsOf,
  programme,
  rosterOf,
  village
} from './batch.ts'

const service = await testService(t, { jobs: true })
const { call, clock, database, ended, shop } = service
const rural = 'rural-low-income'
await makeProgramme(service)
await makeProgramme(service, rural)
const leader: Person = { unit: '22', roles: ['leader', 'fund-officer', 'auditor'], sub: 'leader' }
const beside: Person = { unit: '2202', roles: ['leader', 'fund-officer'], sub: 'beside' }
const month = { period: '2026-02' }
const files = batchesOf(service)
const roster = (id: string, raw: string) => files.roster(id, raw, { as: leader })
const payments = (id: string, raw: string) => files.payments(id, raw, { as: leader })

async function batch(wanted: object): Promise<string> {
  const body = { programme, unitCode: county, ...wanted }
  const answer = await call('POST', '/v1/disbursements', { as: leader, body })
  if (answer.status !== 201) throw new Error(`no batch: ${answer.text}`)
  return answer.body.id
}

/** Makes a run and gives it with what it missed. */
async function run(body: object, as = leader) {
  const begun = await call('POST', '/v1/fund-checks/run', { as, body })
  if (begun.status !== 202) throw new Error(`no run: ${begun.text}`)
  const { state, result, problem } = (await ended(begun.body.id)).body
  if (state !== 'succeeded') throw new Error(`the run failed: ${JSON.stringify(problem)}`)
  const missing = await call('GET', `/v1/fund-runs/${result.runId}/missing`, { as })
  return { result, missing: missing.body.items, operation: begun.body.id }
}

async function checksOf(runId: string) {
  const { body } = await call('GET', `/v1/fund-checks?runId=${runId}&limit=200`, { as: leader })
  return body.items as { id: string; disbursementId: string; state: string; exceptions: object }[]
}

const hashOf = async (id: string) =>
  (await call('GET', `/v1/fund-checks/${id}`, { as: leader })).body.contentHash as string

/** A month of a county and a township: sound, unsound, with one file, with none, not yet due. */
async function fill() {
  const town = { unitCode: '220102001', ...month }
  const made = {
    unsound: await batch(month),
    halved: await batch({ ...month, programme: rural }),
    sound: await batch(town),
    empty: await batch({ ...town, programme: rural }),
    later: await batch({ unitCode: '220102002', ...month, dueOn: '2026-03-03' })
  }
  const id = '11010119900307803X'
  await roster(made.unsound, rosterOf(`A,${village},100.10,1,${id}`, `B,${village},0.30,2,`))
  await payments(made.unsound, paymentsOf('A,100.10,2026-02-09,1,paid', 'B,0.10,2026-02-11,2,paid'))
  await roster(made.halved, rosterOf(`A,${village},5,1,`))
  await roster(made.sound, rosterOf(`C,${village},7,3,${id}`))
  await payments(made.sound, paymentsOf('C,7.00,2026-02-10,3,paid'))
  await roster(made.later, rosterOf(`D,220102002001,7,3,`))
  // What is expected: a batch of the month before, and an account.
  await batch({ unitCode: '220103', period: '2026-01' })
  await batch({ unitCode: county, period: '2026-01' })
  const account = { bank: '工商银行', accountNo: '6222020000009', ledger: true, validFrom: '2026-01-01' }
  const opened = await call('POST', '/v1/fund-accounts', {
    as: leader,
    body: { unitCode: '220104', programme: rural, ...account }
  })
  if (opened.status !== 201) throw new Error(`no account: ${opened.text}`)
  return made
}

const made = await fill()

t.test('a run checks what is due, as one by one, and names what is missing', async (t) => {
  const { result, missing } = await run({ withinCode: '22', ...month })
  t.match(result, { checked: 3, withExceptions: 3, exceptions: 5, missing: 4 })
  const checks = await checksOf(result.runId)
  t.same(
    checks.map(({ disbursementId, state }) => [disbursementId, state]).sort(),
    [
      [made.unsound, 'done'],
      [made.halved, 'incomplete'],
      [made.sound, 'done']
    ].sort()
  )
  for (const { id, disbursementId } of checks) {
    const alone = await call('POST', '/v1/fund-checks', {
      as: leader,
      body: { kind: 'payment', disbursementId }
    })
    t.equal(await hashOf(id), alone.body.contentHash)
  }
  const none = { unitName: String, programme: String }
  t.match(missing, [
    { ...none, unitCode: county, programme: rural, disbursementId: made.halved, reason: 'no-payments' },
    { ...none, unitCode: '220102001', disbursementId: made.empty, reason: 'no-files' },
    { ...none, unitCode: '220103', disbursementId: null, reason: 'paid-before' },
    { ...none, unitCode: '220104', programme: rural, disbursementId: null, reason: 'has-account' }
  ])
  const read = await call('GET', `/v1/fund-runs/${result.runId}`, { as: leader })
  t.match(read.body, { ...month, unitCode: '22', checked: 3, missing: 4, exceptions: result.exceptions })
  const csv = await call('GET', `/v1/fund-runs/${result.runId}/missing`, {
    as: leader,
    headers: { accept: 'text/csv' }
  })
  t.equal(csv.text.trim().split('\n').length, 5)
})

t.test('a run made again says the same, also page by page', async (t) => {
  const [first, second] = [
    await run({ withinCode: '22', ...month }),
    await run({ withinCode: '22', ...month })
  ]
  const hashes = async ({ result }: typeof first) =>
    Promise.all((await checksOf(result.runId)).map(({ id }) => hashOf(id)))
  t.same((await hashes(first)).sort(), (await hashes(second)).sort())
  t.same(first.missing, second.missing)
  const url = `/v1/fund-runs/${first.result.runId}/missing?limit=3&count=true`
  const { body } = await call('GET', url, { as: leader })
  t.match(body, { items: { length: 3 }, total: 4 })
  const rest = await call('GET', `${url}&cursor=${body.nextCursor}`, { as: leader })
  t.same([...body.items, ...rest.body.items], first.missing)
})

t.test('each check and the run are told, in events and in the audit trail', async (t) => {
  const { result } = await run({ withinCode: county, ...month })
  const { rows } = await database.owner.pool.query(
    `select type, data from outbox_event where data->>'runId' = $1 or subject_id = $1 order by id`,
    [result.runId]
  )
  const types = rows.map(({ type }) => type)
  t.same(types.filter((type) => type === 'fund-check.made').length, 3)
  t.same([types.at(0), types.at(-1)], ['fund-run.started', 'fund-run.finished'])
  const told = rows.find(({ data }) => data.disbursementId === made.unsound)
  t.match(told.data.exceptions, {
    underpaid: { count: 1, amount: '0.20' },
    late: { count: 1, amount: '0.10' },
    'double-roster': { count: 1, amount: '100.10' }
  })
  const listed = await call('GET', `/v1/fund-runs?within=${county}&period=2026-02`, { as: officer })
  t.match(listed.body.items, [{ id: result.runId }])
  t.same((await call('GET', '/v1/fund-runs?period=2026-03', { as: leader })).body.items, [])
})

t.test('nobody runs another’s month, nor one that has not begun', async (t) => {
  const refused = async (body: object, as = leader) => {
    const { status, body: problem } = await call('POST', '/v1/fund-checks/run', { as, body })
    return [status, problem.code]
  }
  t.same(await refused({ withinCode: county, ...month }, beside), [404, 'not-found'])
  t.same(await refused({ withinCode: '22', period: '2026-04' }), [422, 'fund-check-early'])
  const { result } = await run({ withinCode: '22', period: '2026-03' })
  t.match(result, { checked: 0, exceptions: 0 }, 'a month for which there are no batches')
  t.equal((await call('GET', `/v1/fund-runs/${result.runId}`, { as: beside })).status, 404)
})

t.test('a schedule is off until the province turns it on', async (t) => {
  const url = '/v1/fund-schedules/22'
  const put = (version: number, body: object, as = leader) =>
    call('PUT', url, { as, body, headers: { 'if-match': `"${version}"` } })
  const first = await call('GET', url, { as: leader })
  t.match(first.body, { isOn: false, lastPeriod: null })
  t.equal(first.headers.etag, '"0"')
  const both = await Promise.all([0, 0].map((version) => put(version, { isOn: true, dayOfMonth: 11 })))
  t.same(both.map(({ status }) => status).toSorted(), [200, 412], 'two at once')
  t.equal((await put(0, { isOn: false, dayOfMonth: 3 })).status, 412)
  t.equal((await call('PUT', url, { as: leader, body: { isOn: true, dayOfMonth: 3 } })).status, 428)
  t.equal((await put(1, { isOn: true, dayOfMonth: 29 })).status, 400)
  t.match(await put(1, { isOn: false, dayOfMonth: 3 }, beside), { status: 403 })
  const city = await call('GET', '/v1/fund-schedules/2201', { as: leader })
  t.match(city, { status: 422, body: { code: 'fund-schedule-not-at-top' } })
  t.equal((await call('GET', '/v1/fund-schedules/23', { as: leader })).status, 404)
})

t.test('the clock starts a run once a month, however many look', async (t) => {
  const jobs = createJobs(database.url, () => {})
  const perform = (attempt: Attempt) => runOperation(shop, handlers, constraints, attempt)
  const instances = [jobs, createJobs(database.url, () => {})]
  await Promise.all(instances.map((one) => one.start(perform)))
  t.teardown(() => Promise.all(instances.map((one) => one.stop(1000))))
  const looks = async (at: string) => {
    clock.now = new Date(at)
    const all = await Promise.all(
      [0, 1, 2, 3].map((n) => startDueRuns(shop, instances[n % 2] as typeof jobs))
    )
    return all.reduce((sum, started) => sum + started, 0)
  }
  t.equal(await looks('2026-03-10T15:59:00Z'), 0, 'the day before, in Shanghai')
  t.equal(await looks('2026-03-10T16:00:00Z'), 1, 'on the day')
  t.equal(await looks('2026-03-31T10:00:00Z'), 0, 'once')
  t.equal(await looks('2026-05-02T01:00:00Z'), 1, 'the service was down')
  t.equal(await looks('2026-05-11T01:00:00Z'), 1)
  const { body } = await call('GET', '/v1/fund-schedules/22', { as: leader })
  t.equal(body.lastPeriod, '2026-05')
  const { rows } = await database.owner.pool.query(
    `select input->>'period' as period, actor->>'sub' as sub from operation
     where kind = 'fund-checks.run' and actor->>'sub' = 'service' order by id`
  )
  t.same(rows, [
    { period: '2026-03', sub: 'service' },
    { period: '2026-04', sub: 'service' },
    { period: '2026-05', sub: 'service' }
  ])
})

t.test('the month that is due', async (t) => {
  const due = (today: string, lastPeriod: string | null, isOn = true) =>
    dueMonth({ isOn, dayOfMonth: 11, lastPeriod }, today)
  t.equal(due('2026-01-11', null), '2026-01-01')
  t.equal(due('2026-01-10', null), undefined, 'nothing to catch up with')
  t.equal(due('2026-01-10', '2025-11-01'), '2025-12-01', 'the last one alone')
  t.equal(due('2026-01-10', '2025-12-01'), undefined)
  t.equal(due('2026-01-11', '2025-12-01'), '2026-01-01')
  t.equal(due('2026-01-11', '2025-12-01', false), undefined)
})
