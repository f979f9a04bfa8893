import t from 'tap'
import { v7 as uuid } from 'uuid'
import { performCheck } from '../../src/fund-checks/actions.ts'
import { performRun } from '../../src/fund-checks/runs/actions.ts'
import { work } from '../../src/platform/work/work.ts'
import {
  batchesOf,
  county,
  makeProgramme,
  otherVillage,
  paymentsOf,
  rosterOf,
  village
} from '../examples/batch.ts'
import { ok, type Person, testService } from '../support/service.ts'

/** The same person on two rosters, while rosters are replaced by others. */
const service = await testService(t)
const { call, context } = service
const rural = 'rural-low-income'
await makeProgramme(service)
const ruralId = await makeProgramme(service, rural)
await service.database.owner.pool.query(
  `insert into fund_exclusion select id, $1 from fund_programme where id <> $1
   union all select $1, id from fund_programme where id <> $1`,
  [ruralId]
)
const city: Person = { unit: '2201', roles: ['fund-officer', 'leader'], sub: 'city' }
const clerk: Person = { unit: county, roles: ['fund-officer'], sub: 'clerk' }
const actor = { sub: 'city', name: 'city', unitCode: '2201', roles: city.roles }
const person = '11010519491231002X'
const files = batchesOf(service)
const roster = async (id: string, ...lines: string[]) =>
  ok(await files.roster(id, rosterOf(...lines), { as: city }))

async function batch(period: string, more: object = {}): Promise<string> {
  const body = { programme: 'urban-low-income', unitCode: county, period, dueOn: '2026-02-10', ...more }
  return ok(await call('POST', '/v1/disbursements', { as: city, body })).id
}

async function doublesOf(checkId: string, as = city) {
  const url = `/v1/fund-checks/${checkId}/exceptions?type=double-roster`
  return ok(await call('GET', url, { as })).items
}

/** A check as an operation makes it: of the files that stood when it was asked for. */
async function checkOf(disbursementId: string, meanwhile: (done: number) => Promise<void>) {
  const batch = ok(await call('GET', `/v1/disbursements/${disbursementId}`, { as: city }))
  const asked = {
    ...{ id: uuid(), disbursementId, dueOn: batch.dueOn },
    ...{ rosterUploadId: batch.roster.id, paymentsUploadId: batch.payments?.id ?? null }
  }
  await meanwhile(0)
  await work(context, { actor }, (work) => performCheck(work, asked, meanwhile))
  return ok(await call('GET', `/v1/fund-checks/${asked.id}`, { as: city }))
}

t.test('a roster that is replaced meanwhile is no other roster', async (t) => {
  for (const [month, step] of [
    ['2026-01', 0],
    ['2026-02', 1]
  ] as const) {
    const id = await batch(month)
    await roster(id, `A,${village},10,,${person}`)
    const sound = ok(await call('POST', '/v1/fund-checks', { as: city, body: bodyOf(id) }))
    const check = await checkOf(id, async (done) => {
      if (done === step) await roster(id, `A,${village},10,,${person}`, `B,${village},5,,`)
    })
    t.match(check, { exceptions: { 'double-roster': { count: 0 } }, compared: { roster: { number: 1 } } })
    t.equal(check.contentHash, sound.contentHash)
    t.same(check.compared, sound.compared, 'among the rosters stands the one that was compared')
  }
})

t.test('nor in a run of the month', async (t) => {
  const id = await batch('2025-12', { dueOn: '2026-01-10' })
  await roster(id, `A,${village},10,,${person}`)
  await files.payments(id, paymentsOf('A,10,2026-01-09,6,paid'), { as: city })
  const asked = { id: uuid(), withinCode: '2201', period: '2025-12' }
  const result = await work(context, { actor }, (work) =>
    performRun(work, asked, async (done) => {
      if (done === 1) await roster(id, `A,${village},10,,${person}`, `B,${village},5,,`)
    })
  )
  t.match(result, { checked: 1, withExceptions: 0, exceptions: 0 })
})

t.test('all that is due to the recipient counts, and the other batch is named', async (t) => {
  const period = '2025-11'
  const [own, other] = [await batch(period), await batch(period, { programme: rural })]
  const beside = await batch(period, { unitCode: '220103' })
  await roster(own, `A,${village},20,,${person}`, `A,${village},5,,`, `B,${village},7,,`)
  await roster(other, `Z,${village},30,,${person}`)
  const first = ok(await call('POST', '/v1/fund-checks', { as: city, body: bodyOf(own) }))
  t.same(first.exceptions['double-roster'], { count: 1, amount: '25.00' })
  const told = { recipientNo: 'A', villageCode: village, due: '25.00', difference: '25.00' }
  t.match(await doublesOf(first.id), [{ ...told, unitCode: county, recordId: other }])
  t.match(await doublesOf(first.id, clerk), [{ unitCode: county, recordId: other }], 'of one unit')
  await roster(other, `Y,${village},30,,`)
  await roster(beside, `X,${otherVillage},30,,${person}`)
  const second = ok(await call('POST', '/v1/fund-checks', { as: city, body: bodyOf(own) }))
  t.match(await doublesOf(second.id), [{ ...told, unitCode: '220103', recordId: beside }])
  t.match(await doublesOf(second.id, clerk), [{ ...told, unitCode: null, recordId: null }], 'not to others')
})

function bodyOf(disbursementId: string) {
  return { kind: 'payment', disbursementId }
}
