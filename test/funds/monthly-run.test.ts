import t from 'tap'
import { v7 as uuid } from 'uuid'
import { performRun } from '../../src/fund-checks/runs/actions.ts'
import { work } from '../../src/platform/work/work.ts'
import {
  batchesOf,
  county,
  makeProgramme,
  officer,
  paymentsOf,
  programme,
  rosterOf,
  village
} from '../examples/batch.ts'
import { statuses } from '../support/assertions.ts'
import { ok, type Person, testService } from '../support/service.ts'

const service = await testService(t, { jobs: true })
const { call, clock, database, ended } = service
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

t.test('a batch is due, and one that is not there is missed, when the day is over', async (t) => {
  const august = { period: '2026-08' }
  const url = '/v1/local-rules'
  const stricter = { unitCode: '220104', effectiveFrom: '2026-01-01', document: '细则', quotas: [] }
  const rule = { ...stricter, terms: [{ rule: 'disbursement.pay', days: 5 }] }
  const admin: Person = { unit: '22', roles: ['admin'] }
  clock.now = new Date('2026-08-05T15:59:00Z')
  ok(await call('POST', url, { as: admin, body: rule }))
  const id = await batch({ ...august, dueOn: '2026-08-05' })
  await roster(id, rosterOf(`A,${village},5,1,`))
  await batch({ unitCode: '220103', period: '2026-07' })
  const missed = async () => {
    const { result, missing } = await run({ withinCode: '22', ...august })
    return [result.checked, missing.map(({ unitCode }: { unitCode: string }) => unitCode)]
  }
  t.same(await missed(), [0, []], 'on the day')
  clock.now = new Date('2026-08-05T16:00:00Z')
  t.same(await missed(), [1, [county, '220104']], 'after it; 220104 by its local rule')
  clock.now = new Date('2026-08-10T15:59:00Z')
  t.same(await missed(), [1, [county, '220104']])
  clock.now = new Date('2026-08-10T16:00:00Z')
  t.same(await missed(), [1, [county, '220103', '220104']])
  clock.now = new Date('2026-03-02T01:00:00Z')
})

t.test('what comes in while a run is at work is missing to it, and not passed over', async (t) => {
  const october = { period: '2025-10', dueOn: '2025-11-10' }
  const id = await batch(october)
  const actor = { sub: 'leader', name: 'leader', unitCode: '22', roles: leader.roles }
  const asked = { id: uuid(), withinCode: '22', period: '2025-10' }
  const result = await work(service.context, { actor }, (work) =>
    performRun(work, asked, async (done) => {
      if (done !== 2) return
      await roster(id, rosterOf(`A,${village},5,1,`))
      await payments(id, paymentsOf('A,5,2025-11-09,1,paid'))
    })
  )
  t.match(result, { checked: 0, missing: 1 })
  const { body } = await call('GET', `/v1/fund-runs/${asked.id}/missing`, { as: leader })
  t.match(body.items, [{ disbursementId: id, reason: 'no-files' }])
})

t.test('a schedule is off until the province turns it on', async (t) => {
  const url = '/v1/fund-schedules/22'
  const put = (version: number, body: object, as = leader) =>
    call('PUT', url, { as, body, headers: { 'if-match': `"${version}"` } })
  const first = await call('GET', url, { as: leader })
  t.match(first.body, { isOn: false, lastPeriod: null })
  t.match(first.headers.etag, '"0.')
  const both = await Promise.all([0, 0].map((version) => put(version, { isOn: true, dayOfMonth: 11 })))
  t.same(statuses(both), [200, 412], 'two at once')
  t.equal((await put(0, { isOn: false, dayOfMonth: 3 })).status, 412)
  t.equal((await call('PUT', url, { as: leader, body: { isOn: true, dayOfMonth: 3 } })).status, 428)
  t.equal((await put(1, { isOn: true, dayOfMonth: 29 })).status, 400)
  t.match(await put(1, { isOn: false, dayOfMonth: 3 }, beside), { status: 403 })
  const city = await call('GET', '/v1/fund-schedules/2201', { as: leader })
  t.match(city, { status: 422, body: { code: 'fund-schedule-not-at-top' } })
  t.equal((await call('GET', '/v1/fund-schedules/23', { as: leader })).status, 404)
})
