import { sql } from 'kysely'
import t from 'tap'
import { auditor, casesOf, officer, report } from '../examples/case.ts'
import { nothingWritten } from '../support/assertions.ts'
import { ok, testService } from '../support/service.ts'

const service = await testService(t)
const { call, database } = service
const { submit, take } = casesOf(service)
const [first, second, third, beside] = ['220104001001', '220104001002', '220104001003', '220104001004']
const above = '220104001'
const made = async (more: object = {}) =>
  ok(await submit({ ...report, unitCode: above, accusedUnitCode: first, ...more }))
const retire = async (code: string, successorCode: string, on = '2026-03-01') =>
  ok(await call('POST', `/v1/units/${code}/retire`, { body: { on, successorCode } }))

/** Whether people of a unit find a case by any road. */
async function isSeen(unit: string, { id, number }: { id: string; number: string }): Promise<boolean> {
  const as = officer(unit)
  const answers = await Promise.all([
    call('GET', `/v1/cases/${id}`, { as }),
    call('GET', '/v1/cases?limit=200', { as }),
    call('GET', '/v1/cases?limit=200&sort=-receivedAt', { as, headers: { accept: 'text/csv' } }),
    call('GET', '/v1/audit?limit=200', { as: auditor(unit) })
  ])
  return answers.some(({ status, text }) => status === 200 && (text.includes(id) || text.includes(number)))
}

t.test(
  'a report is hidden from what succeeded to the accused unit, over however many successions',
  async (t) => {
    const before = await made({ unitCode: second, summary: '检举村干部' })
    t.equal(before.unitCode, second, 'another village may handle it')
    t.ok(await isSeen(second, before))
    await retire(first, second)
    t.notOk(await isSeen(second, before), 'until it succeeds to the accused')
    t.ok(await isSeen(above, before))
    const one = await made()
    await nothingWritten(t, service, async () => {
      const answer = await take(one.id, 'forward', { toUnitCode: second, note: '属地办理' })
      t.match(answer, { status: 422, body: { code: 'report-to-accused' } })
    })
    const handed = await made({ unitCode: second })
    t.equal(handed.unitCode, above, 'what comes in there goes to the unit above')
    t.match(
      (await submit({ ...report, accusedUnitCode: first, unitCode: second }, { as: officer(second) })).body,
      { number: null, receipt: /^\w{20}$/ }
    )
    await retire(second, third)
    ok(await take(one.id, 'forward', { toUnitCode: beside, note: '异地办理' }))
    t.ok(await isSeen(beside, one))
    t.match(await made({ unitCode: third }), { unitCode: above })
    await retire(beside, third)
    await sql`update petition_case set unit_code = ${third}, path = (select path from unit where code = ${third})
    where id = ${one.id}`.execute(database.owner.db)
    t.notOk(await isSeen(third, one))
    t.ok(await isSeen(above, one))
  }
)

t.test('where the unit above took the accused over, the next one above handles it', async (t) => {
  const village = '220104002001'
  await retire(village, '220104002')
  const { unitCode } = await made({ unitCode: '220104002', accusedUnitCode: village })
  t.equal(unitCode, '220104')
  const other = await made({ unitCode: above, accusedUnitCode: village })
  t.equal(other.unitCode, above)
})

t.test('both ways of asking agree; successions make no circle', async (t) => {
  const [a, b] = ['220104003001', '220104003002']
  await retire(a, b, '2026-12-31')
  const back = { on: '2026-03-01', successorCode: a }
  const circle = await call('POST', `/v1/units/${b}/retire`, { body: back })
  t.match(circle, { status: 422, body: { code: 'successor-circle' } })
  ok(await call('POST', `/v1/units/${a}/reinstate`))
  await retire(b, a)
  const { rows } = await sql<{ heir: string; origin: string }>`
    select heir, origin from (values (${a}), (${b}), (${first}), (${second}), (${third}), (${above})) as one (origin),
      lateral unnest(unit_heirs(origin)) as heir
    where not origin = any(unit_origins(heir))`.execute(database.owner.db)
  t.strictSame(rows, [])
  t.match(await made({ unitCode: a, accusedUnitCode: b }), { unitCode: '220104003' })
})
