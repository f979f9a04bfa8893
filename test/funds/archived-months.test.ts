import t, { type Test } from 'tap'
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
import { noted, nothingWritten, refused, statuses } from '../support/assertions.ts'
import { ok, testService } from '../support/service.ts'

/** A month whose lines the operator has taken out of the database. */
const service = await testService(t, { jobs: true })
const { call, ended, database } = service
await makeProgramme(service)
const { batch, roster, payments } = batchesOf(service)
const period = '2025-12'
const parts = ['roster_line', 'payment_line'] as const
const owner = (statement: string) => database.owner.pool.query(statement)

async function detach(month: string) {
  for (const part of parts) await owner(`alter table ${part} detach partition ${part}_${month}`)
}

async function attach(month: string, from: string, to: string) {
  for (const part of parts)
    await owner(
      `alter table ${part} attach partition ${part}_${month} for values from ('${from}') to ('${to}')`
    )
}

const id = await batch({ period, dueOn: '2026-01-10' })
const file = ok(await roster(id, rosterOf(`A,${village},10,,`, `B,${village},20,,`)))
ok(await payments(id, paymentsOf('A,10,2025-12-08,6,paid')))
const payment = { kind: 'payment', disbursementId: id }
const account = { kind: 'account', unitCode: county, programme, period }
const run = { withinCode: county, period }
const before = ok(await call('POST', '/v1/fund-checks', { as: officer, body: payment }))
const lines = `/v1/fund-uploads/${file.id}/lines`

async function isRefused(t: Test) {
  const is: [number, string] = [409, 'fund-month-archived']
  const table = { raw: rosterOf(`A,${village},11,,`), type: 'text/csv' }
  await refused(
    t,
    service,
    { method: 'POST', url: '/v1/fund-checks', as: officer },
    {
      'a check': { body: payment, is },
      'a check of accounts': { body: account, is },
      'a run': { url: '/v1/fund-checks/run', body: run, is },
      lines: { method: 'GET', url: lines, is },
      'lines as a table': { method: 'GET', url: lines, headers: { accept: 'text/csv' }, is },
      'an upload': { method: 'PUT', url: `/v1/disbursements/${id}/roster`, ...table, is },
      'another batch': { url: '/v1/disbursements', body: { programme, unitCode: county, period }, is }
    }
  )
}

t.test('nothing is checked, read, taken in or made where the lines are away', async (t) => {
  await detach('2025_12')
  await isRefused(t)
  const english = await call('GET', lines, { as: officer, headers: { 'accept-language': 'en' } })
  t.match(english.body.title, /have been archived/)
  t.same(ok(await call('GET', `/v1/fund-checks/${before.id}`, { as: officer })), before, 'checks stay')
})

t.test('nor where they were moved away altogether, or one half of them is back', async (t) => {
  await owner('create schema archive')
  for (const part of parts) await owner(`alter table ${part}_2025_12 set schema archive`)
  await isRefused(t)
  for (const part of parts) await owner(`alter table archive.${part}_2025_12 set schema public`)
  await owner(
    `alter table roster_line attach partition roster_line_2025_12 for values from ('2025-12-01') to ('2026-01-01')`
  )
  await isRefused(t)
  await owner('alter table roster_line detach partition roster_line_2025_12')
})

t.test('put back, it is as before', async (t) => {
  await attach('2025_12', '2025-12-01', '2026-01-01')
  const queued = ok(await call('POST', '/v1/fund-checks/run', { as: officer, body: run }))
  t.equal((await ended(queued.id)).body.state, 'succeeded')
  const later = ok(await call('POST', '/v1/fund-checks', { as: officer, body: payment }))
  t.equal(later.contentHash, before.contentHash)
  t.equal((await noted(service, later.id)).length, 1)
})

t.test('a month that never was is no such month', async (t) => {
  const body = { withinCode: county, period: '2026-02' }
  const { id } = ok(await call('POST', '/v1/fund-checks/run', { as: officer, body }))
  t.match((await ended(id)).body, { state: 'succeeded', result: { checked: 0 } })
  const made = await Promise.all(
    [1, 2].map(() =>
      call('POST', '/v1/disbursements', {
        as: officer,
        body: { programme, unitCode: county, period: '2026-02' }
      })
    )
  )
  t.same(statuses(made), [201, 409], 'room for it is made once')
  await nothingWritten(t, service, async () => {
    await t.rejects(owner(`select fund_month('2026-02-02')`), { code: '22023' })
  })
})
