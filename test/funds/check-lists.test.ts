import t from 'tap'
import {
  batchesOf,
  county,
  later,
  makeProgramme,
  officer,
  paymentsOf,
  programme,
  rosterOf,
  village
} from '../examples/batch.ts'
import { ok, type Person, testService } from '../support/service.ts'

/** The lists of checks, exceptions, files and missing batches, and what a reader may do with a check. */
const service = await testService(t, { jobs: true })
const { call, clock, ended } = service
await makeProgramme(service)
clock.now = later
const { batch, roster, payments } = batchesOf(service)
const leader: Person = { unit: '22', roles: ['leader', 'inspector'], sub: 'leader' }
const post = async (url: string, body: object) => ok(await call('POST', url, { as: leader, body }))
const items = async (url: string, as = leader) => {
  const page = ok(await call('GET', `${url}${url.includes('?') ? '&' : '?'}count=true`, { as }))
  t.equal(page.total, page.items.length, url)
  return page.items
}

const period = '2030-05'
const id = await batch({ period, dueOn: '2030-05-10' })
ok(await roster(id, rosterOf(`R1,${village},10,11,`, `R2,${village},20,22,`, `R3,${village},5,33,`)))
ok(await payments(id, paymentsOf('R2,20,2030-05-11,99,paid', 'R3,5,2030-05-09,33,paid')))
const check = await post('/v1/fund-checks', { kind: 'payment', disbursementId: id })
const lone = await batch({ period: '2030-06' })
ok(await roster(lone, rosterOf(`R1,${village},10,11,`)))
const incomplete = await post('/v1/fund-checks', { kind: 'payment', disbursementId: lone })
const records = { unitCode: county, programme, period }
const sound = await post('/v1/fund-checks', { kind: 'allocation', ...records })

t.test('checks: by several kinds and states, with names', async (t) => {
  const found = async (query: string) =>
    (await items(`/v1/fund-checks?${query}`)).map((one: { id: string }) => one.id)
  t.same(await found(''), [sound.id, incomplete.id, check.id])
  t.same(await found('kind=payment,allocation'), [sound.id, incomplete.id, check.id])
  t.same(await found('kind=payment'), [incomplete.id, check.id])
  t.same(await found('state=incomplete'), [incomplete.id])
  t.same(await found('state=done,incomplete&kind=allocation,account'), [sound.id])
  t.same(await found(`programme=${programme},none&period=${period}`), [sound.id, check.id])
  const [first] = await items(`/v1/fund-checks?disbursementId=${lone}`)
  t.match(first, { programmeName: programme, unitName: '南关区', missing: ['payments'] })
  t.notOk('actions' in first || 'rosterId' in first)
})

t.test('exceptions: by several types, whatever their order', async (t) => {
  const url = `/v1/fund-checks/${check.id}/exceptions`
  const types = async (query = '') => (await items(`${url}${query}`)).map((one: { type: string }) => one.type)
  t.same(await types(), ['late', 'unpaid', 'wrong-account'])
  t.same(await types('?type=unpaid'), ['unpaid'])
  t.same(await types('?type=wrong-account,late'), ['late', 'wrong-account'])
  t.same(await types('?type=overpaid,unpaid'), ['unpaid'])
  t.same(await types('?type=overpaid'), [])
  t.same(await types(`?type=late,unpaid&recipientNo=R2`), ['late'])
  const [one] = await items(`${url}?type=unpaid`)
  t.match(one, { villageCode: village, villageName: /./ })
  t.notOk('position' in one)
})

t.test('files of a batch: of one kind or of both', async (t) => {
  const kinds = async (query: string) =>
    (await items(`/v1/disbursements/${id}/uploads${query}`)).map((one: { kind: string }) => one.kind)
  t.same(await kinds(''), ['payments', 'roster'])
  t.same(await kinds('?kind=roster,payments'), ['payments', 'roster'])
  t.same(await kinds('?kind=roster'), ['roster'])
})

t.test('missing batches: by several reasons', async (t) => {
  const begun = await post('/v1/fund-checks/run', { withinCode: '22', period: '2030-06' })
  const { result } = ok(await ended(begun.id))
  const url = `/v1/fund-runs/${result.runId}/missing`
  const reasons = async (query: string) =>
    (await items(`${url}${query}`)).map((one: { reason: string }) => one.reason)
  t.same(await reasons(''), ['no-payments'])
  t.same(await reasons('?reason=no-files,no-payments'), ['no-payments'])
  t.same(await reasons('?reason=no-files,no-roster'), [])
  t.match(await items(url), [{ programmeName: programme, disbursementId: lone }])
})

t.test('a reader is told whether the exceptions of a check can become findings', async (t) => {
  const read = async (one: string, as: Person) =>
    ok(await call('GET', `/v1/fund-checks/${one}`, { as })).actions
  const url = `/v1/fund-checks/${sound.id}/findings`
  t.same(await read(check.id, leader), ['findings'])
  t.same(await read(check.id, { ...leader, roles: ['viewer'] }), [])
  t.same(await read(sound.id, leader), [], 'nothing was found')
  t.match(await call('POST', url, { as: leader, body: { severity: 'minor' } }), { status: 422 })
  t.same(await read(check.id, { ...officer, roles: ['leader'] }), [], 'no unit records its own')
})
