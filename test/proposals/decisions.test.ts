import t from 'tap'
import { watchProposals } from '../../src/proposals/index.ts'
import { findingsOf, person } from '../examples/finding.ts'
import { proposalsOf, reader } from '../examples/proposals.ts'
import { noted } from '../support/assertions.ts'
import { ok, testService } from '../support/service.ts'

const service = await testService(t)
const { call, clock, context } = service
const { made, step: stepOf } = findingsOf(service)
const { list, read, step } = proposalsOf(service)
/** The city finds, the county is the next unit above the township. */
const [county, township, other] = ['220102', '220102001', '220102002']
const as = reader(county)
const at = (day: string) => {
  clock.now = new Date(`${day}T02:00:00Z`)
}
const areas = ['deployment', 'policy', 'disclosure', 'petitions', 'funds', 'accountability']
let findings = 0
/** Each of another area than the one before: none repeats another. */
const findingAt = async (targetCode: string, rectifyBy = '2026-03-10', more: object = {}) => {
  findings += 1
  const area = areas[findings % areas.length]
  return (await made({ targetCode, area, itemId: undefined, rectifyBy, ...more })).id
}

t.test('findings that are overdue', async (t) => {
  const ids = [await findingAt(township), await findingAt(township)]
  at('2026-03-11')
  t.equal(await watchProposals(context), 0, 'two are not three, and a day is not a month')
  at('2026-03-12')
  ids.push(await findingAt(township, '2026-03-13'))
  at('2026-03-14')
  t.equal(await watchProposals(context), 1)
  t.equal(await watchProposals(context), 0, 'once a day')
  const [one] = await list('state=open', as)
  t.match(one, { unitCode: county, targetCode: township, kind: 'notice', period: '2026-Q1' })
  const { facts } = await read(one.id, as)
  t.strictSame(facts.map(({ id }: { id: string }) => id).sort(), ids.sort())
  ok(await stepOf(ids[0] as string, 'rectify'))
  at('2026-03-15')
  t.equal(await watchProposals(context), 1)
  t.match(await read(one.id, as), { state: 'lapsed' }, 'two are left')
  await findingAt(township, '2026-03-16', { severity: 'grave' })
  at('2026-03-17')
  await watchProposals(context)
  t.match(await read(one.id, as), { state: 'open', kind: 'interview' })
})

t.test('dismissed with a reason, it comes back in a later quarter only', async (t) => {
  const [{ id }] = await list('state=open', as)
  const url = `/v1/proposals/${id}/dismiss`
  const none = { method: 'POST' as const, url, as, body: {} }
  t.equal((await call('POST', none.url, none)).status, 400)
  t.equal(
    (await step(id, 'dismiss', { reason: '已当面说明' }, reader('2201'))).status,
    403,
    'its city only reads'
  )
  t.equal((await step(id, 'dismiss', { reason: '已当面说明' }, reader(township))).status, 404)
  t.equal((await step(id, 'dismiss', { reason: '已当面说明' }, { ...as, roles: ['inspector'] })).status, 403)
  t.match(ok(await step(id, 'dismiss', { reason: '已当面说明' }, as)), { state: 'dismissed', actions: [] })
  t.equal((await step(id, 'accept', {}, as)).status, 409)
  at('2026-03-31')
  t.equal(await watchProposals(context), 0)
  at('2026-04-01')
  t.equal(await watchProposals(context), 1)
  t.match(await list('state=open', as), [{ targetCode: township, period: '2026-Q2' }])
})

t.test('accepted twice', async (t) => {
  for (let n = 0; n < 3; n += 1) await findingAt(other, '2026-04-03')
  at('2026-04-05')
  await watchProposals(context)
  const [{ id }] = await list(`targetCode=${other}&state=open`, as)
  const answers = await Promise.all([step(id, 'accept', {}, as), step(id, 'accept', {}, as)])
  t.strictSame(answers.map(({ status }) => status).sort(), [200, 409])
  const { noticeId } = await read(id, as)
  const notice = ok(await call('GET', `/v1/notices/${noticeId}`, { as }))
  t.match(notice, { unitCode: county, state: 'draft', addressees: { unitCodes: [other] } })
  t.equal(notice.causes.length, 3)
  t.match(notice.title, /^关于.*问题逾期未整改的通报$/)
  t.match(notice.text, /期限为2026年4月3日/)
  t.equal((await call('GET', `/v1/notices/${noticeId}`, { as: reader(other) })).status, 404)
  t.match((await noted(service, id)).at(-1), { action: 'proposal.accepted' })
})

t.test('several units in one notice', async (t) => {
  const [third, fourth] = ['220102003', '220102004']
  for (const unit of [third, fourth]) for (let n = 0; n < 3; n += 1) await findingAt(unit, '2026-04-07')
  at('2026-04-09')
  await watchProposals(context)
  const both = [...(await list(`targetCode=${third}`, as)), ...(await list(`targetCode=${fourth}`, as))]
  const proposalIds = both.map(({ id }: { id: string }) => id)
  const merge = (ids: string[]) => call('POST', '/v1/proposals/merge', { as, body: { proposalIds: ids } })
  const [interview] = await list(`targetCode=${township}&state=open`, as)
  t.match((await merge([...proposalIds, interview.id])).body, { code: 'proposals-of-several-units' })
  t.equal((await merge([...proposalIds, '01900000-0000-7000-8000-000000000000'])).status, 404)
  const { noticeId } = ok(await merge(proposalIds))
  const notice = ok(await call('GET', `/v1/notices/${noticeId}`, { as }))
  t.match(notice, { addressees: { unitCodes: [third, fourth] } })
  t.equal(notice.causes.length, 6)
  for (const id of proposalIds) t.match(await read(id, as), { state: 'accepted', noticeId, causesLeftOut: 0 })
  t.equal((await merge(proposalIds)).status, 409)
})

t.test('a finding from a report is in no proposal', async (t) => {
  const unit = '220102005'
  const report = {
    ...{ kind: 'report', channel: 'letter', receivedAt: '2026-04-08T08:30:00+08:00', unitCode: '2201' },
    ...{ category: 'low-income-allowance', summary: '反映工作人员优亲厚友', anonymous: true }
  }
  const leader = person('2201', 'l', ['leader', 'caseworker', 'inspector'])
  const { id } = ok(await call('POST', '/v1/cases', { as: leader, body: report }))
  const cause = { kind: 'case', id }
  for (let n = 0; n < 3; n += 1) {
    const body = { unitCode: '2201', targetCode: unit, area: 'funds', severity: 'grave', text: '优亲厚友。' }
    const finding = { ...body, evidence: [], rectifyBy: '2026-04-10', cause }
    ok(await call('POST', '/v1/findings', { as: leader, body: finding }))
  }
  at('2026-04-12')
  await watchProposals(context)
  t.strictSame(await list(`targetCode=${unit}`, reader('22')), [])
})

t.test('who reads', async (t) => {
  for (const unit of [township, '220102001001', '220103', '2202'])
    t.strictSame(await list('', reader(unit)), [], unit)
  t.ok((await list('', reader('22'))).length >= 4)
  t.equal((await call('GET', '/v1/proposals', { as: { ...as, roles: ['viewer'] } })).status, 403)
})
