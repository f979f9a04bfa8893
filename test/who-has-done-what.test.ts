import t from 'tap'
import { watchProposals } from '../src/proposals/index.ts'
import { deploymentsOf, planner } from './examples/deployment.ts'
import { plansOf } from './examples/plan.ts'
import { ok, type Person, testService } from './support/service.ts'

/**
 * A year as leaders ask about it: who has done what the document demands, who has not, what follows, and what
 * the report of the year says about it.
 */
const service = await testService(t)
const { call, clock, context } = service
const [province, city, county, township, otherCounty] = ['22', '2201', '220104', '220104001', '220103']
const leader = (unit: string): Person => ({
  unit,
  roles: ['leader', 'viewer', 'planner'],
  sub: `leader of ${unit}`
})
const get = async (unit: string, url: string) => ok(await call('GET', url, { as: leader(unit) }))
const post = async (unit: string, url: string, body?: object) =>
  ok(await call('POST', url, { as: leader(unit), ...(body && { body }) }))
const status = async (unit: string, url: string) => (await call('GET', url, { as: leader(unit) })).status
const at = (day: string) => {
  clock.now = new Date(`${day}T02:00:00Z`)
}
const { issued, confirmed, lines } = deploymentsOf(service)

at('2026-03-02')
const plan = await plansOf(service).create(county)
const deployment = await issued()

t.test('the province deploys work; one city does it, the others are told that they have not', async (t) => {
  at('2026-06-30')
  await confirmed(deployment, city)
  at('2026-07-01')
  const states = (await lines(deployment, province)).map(({ state }: { state: string }) => state)
  t.equal(states.filter((one: string) => one === 'done').length, 1)
  const { noticeId, unitCodes } = ok(
    await call('POST', `/v1/deployments/${deployment}/notice`, { as: planner(province), body: {} })
  )
  t.equal(unitCodes.length, states.length - 1)
  t.notOk(unitCodes.includes(city))
  t.match(await get(province, `/v1/notices/${noticeId}`), { state: 'draft' })
  t.equal(await status(unitCodes[0], `/v1/notices/${noticeId}`), 404, 'a draft is for nobody else')
})

let interviewId = ''
t.test('a county that inspected nobody is found on the day after the year', async (t) => {
  at('2026-12-31')
  await watchProposals(context)
  t.same((await get(city, '/v1/proposals?fact=obligation-unmet')).items, [])
  at('2027-01-01')
  await watchProposals(context)
  const { items } = await get(city, '/v1/proposals?fact=obligation-unmet')
  t.match(items, [{ targetCode: county, unitCode: city, kind: 'interview' }])
  const { full, sample } = plan.totals
  const { facts } = await get(city, `/v1/proposals/${items[0].id}`)
  t.match(facts, [{ id: plan.id, figures: { required: full + sample, inspected: 0, gap: full + sample } }])
  t.equal(await status(county, `/v1/proposals/${items[0].id}`), 404, 'the county does not see it')
  const { state } = (await get(city, `/v1/units/${county}/compliance?year=2026`)).items.find(
    ({ dutyId }: { dutyId: string }) => dutyId === 'inspect-full'
  )
  t.equal(state, 'missed')
  const accepted = await post(city, `/v1/proposals/${items[0].id}/accept`, { calledFor: '2027-01-20' })
  const interview = await get(city, `/v1/interviews/${accepted.interviewId}`)
  t.match(interview, { intervieweeUnitCode: county, causes: [{ kind: 'inspection-plan', id: plan.id }] })
  interviewId = accepted.interviewId
})

t.test('the figures of the city, the list of the county and its report agree', async (t) => {
  at('2027-01-04')
  const { full, sample } = plan.totals
  const { obligations, compliance } = await get(city, '/v1/statistics/overview?year=2026')
  t.match(obligations.now, { plans: 1, required: full + sample, inspected: 0, missing: full + sample })
  const missed = await get(city, `${compliance.now.lists.missed}&count=true&limit=1`)
  t.equal(missed.total, compliance.now.missed)
  const draft = await post(county, '/v1/compliance-reports', { unitCode: county, year: 2026 })
  const report = await post(county, `/v1/compliance-reports/${draft.id}/publish`)
  const plans = report.figures.subjects.find(({ subject }: { subject: string }) => subject === 'obligations')
  t.match(
    plans.figures.find(({ figure }: { figure: string }) => figure === 'missing'),
    { now: String(full + sample), before: null }
  )
  t.match(
    report.figures.own.find(({ dutyId }: { dutyId: string }) => dutyId === 'inspect-full'),
    { state: 'missed' }
  )
  const below = await get(township, `/v1/compliance-reports/${draft.id}`)
  t.notMatch(JSON.stringify(below.figures), /obligations|inspect-full/, 'those inspected are not told how')
  t.equal(await status(otherCounty, `/v1/compliance-reports/${draft.id}`), 404)
  const url = `/v1/compliance-reports/${draft.id}/document`
  const { headers } = await call('GET', url, { as: leader(county) })
  t.match(headers['content-type'], 'wordprocessingml')
})

t.test('the county is called to the interview, and sees no proposal about itself', async (t) => {
  t.match(await get(county, `/v1/interviews/${interviewId}`), { state: 'called' })
  const { items } = await get(county, '/v1/proposals?limit=200')
  t.notOk(items.some(({ targetCode }: { targetCode: string }) => targetCode === county))
})
