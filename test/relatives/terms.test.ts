import t from 'tap'
import { subjects } from '../../src/rooms.ts'
import { watchTerms } from '../../src/terms/index.ts'
import { batchesOf, makeProgramme, programme, rosterOf } from '../examples/batch.ts'
import { county, of, relativesOf, village } from '../examples/relatives.ts'
import { noted } from '../support/assertions.ts'
import { ok, testService } from '../support/service.ts'

const service = await testService(t)
const { call } = service
const at = (now: string) => {
  service.clock.now = new Date(now)
}
const { filer, filing, step } = relativesOf(service)
const { roster } = batchesOf(service)
await makeProgramme(service)
const batch = async (period: string, ...recipients: string[]) => {
  const as = of(county)
  const { id } = ok(
    await call('POST', '/v1/disbursements', { as, body: { programme, unitCode: county, period } })
  )
  ok(await roster(id, rosterOf(...recipients.map((no) => `${no},${village},100,,`))))
}
await batch('2025-12', 'R1', 'R3')
await batch('2026-02', 'R1', 'R2')
const term = ({ terms }: { terms: { rule: string }[] }, rule: string) =>
  terms.find((one) => one.rule === rule)

t.test(
  'the term for filing runs from the first month on a roster, or from the first day in the post',
  async (t) => {
    const member = await filer()
    const late = await filing(member.id)
    t.match(term(late, 'relative.file'), {
      startedOn: '2025-12-01',
      days: 30,
      unit: 'calendar',
      localDefault: true,
      metOn: '2026-03-02',
      state: 'missed',
      clause: { id: 'jilin-2019-12:2.2' }
    })
    t.match((await noted(service, late.id))[0]?.details, { isLate: true })
    t.match(term(await filing(member.id, { recipientNo: 'R2' }), 'relative.file'), {
      startedOn: '2026-02-01',
      state: 'met'
    })
    const fresh = await filer({ since: '2026-02-15' })
    t.match(term(await filing(fresh.id), 'relative.file'), { startedOn: '2026-02-15', state: 'met' })
    t.same((await filing(member.id, { recipientNo: 'R99' })).terms, [], 'on no roster: nothing to count from')
  }
)

t.test('a correction of the household counts the term again', async (t) => {
  const { id } = await filing((await filer()).id)
  const corrected = ok(await step(id, 'correct', { recipientNo: 'R2', reason: '编号有误' }))
  t.match(term(corrected, 'relative.file'), { startedOn: '2026-02-01', metOn: '2026-03-02', state: 'met' })
  t.equal(corrected.terms.length, 1)
})

t.test('after a departure filings are to be ended within 30 days; days off put the end off', async (t) => {
  const member = await filer()
  const { id } = await filing(member.id)
  at('2026-04-30T02:00:00Z')
  const left = { on: '2026-04-30', reason: '换届' }
  ok(await call('POST', `/v1/filers/${member.id}/leave`, { as: of(county), body: left }))
  const read = async () => ok(await call('GET', `/v1/relative-filings/${id}`, { as: of(county) }))
  t.match(term(await read(), 'relative.end'), {
    startedOn: '2026-04-30',
    rolledFrom: '2026-05-30',
    dueOn: '2026-06-01',
    state: 'running'
  })
  at('2026-06-02T02:00:00Z')
  await watchTerms(service.context, { subjects, reminderDays: 0 })
  t.match((await noted(service, id)).at(-1), {
    action: 'relative-filing.term-missed',
    details: { rule: 'relative.end', dueOn: '2026-06-01' }
  })
  const { items } = ok(await call('GET', '/v1/relative-filings?stale=true', { as: of(county) }))
  t.same(
    items.map((one: { id: string }) => one.id),
    [id]
  )
  const ended = ok(await step(id, 'end', { on: '2026-06-02', reason: 'left-post' }))
  t.match(term(ended, 'relative.end'), { metOn: '2026-06-02', state: 'missed' })
})
