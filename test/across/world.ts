import { teamsOf } from '../examples/team.ts'
import { person } from '../support/people.ts'
import type { Answer, Person, TestService } from '../support/service.ts'
import { makeAllocation } from './world-allocations.ts'
import { makeAttachment } from './world-attachments.ts'
import { makeChannelTest } from './world-channels.ts'
import { makeComplianceReport } from './world-compliance-reports.ts'
import { makeDeployment } from './world-deployments.ts'
import { makeBoard, makeDisclosure, makeDisclosureCheck } from './world-disclosure.ts'
import { makeDuty } from './world-duties.ts'
import { makeEvaluation, makeIndicatorSet, makeSampledEvaluation } from './world-evaluations.ts'
import { makeFinding } from './world-findings.ts'
import { makeDisbursement, makeFundCheck } from './world-funds.ts'
import { makeCampaign, makeInspection } from './world-inspections.ts'
import { makeInterview } from './world-interviews.ts'
import { makeNotice } from './world-notices.ts'
import { makeProposal } from './world-proposals.ts'
import { makePublicLists } from './world-public-lists.ts'
import { makeReading } from './world-readings.ts'
import { makeRelativeCheck } from './world-relatives.ts'
import { makeDue } from './world-retention.ts'

/** The city whose records are looked for. */
export const owner = '2201'

/** Units that have nothing to do with it, or stand below it. */
export const strangers = {
  beside: '2202',
  below: '220102',
  farBelow: '220102001',
  belowBeside: '220202',
  elsewhere: '23'
}

/** The unit below the owner that records about others are about: told of them, it sees them. */
export const target = strangers.below

/** Somebody of every unit that matters here, the operator included. */
export function everybody(): Person[] {
  return ['22', owner, ...Object.values(strangers), '*'].map((unit) => person(unit))
}

/** A case as it comes in at the owner. */
export const petition = {
  kind: 'appeal',
  channel: 'hotline',
  receivedAt: '2026-03-02T08:30:00+08:00',
  unitCode: owner,
  category: 'low-income-allowance',
  summary: '反映低保申请长期未得到答复',
  anonymous: false,
  reporter: { name: '张三', phone: '13900000000' }
}

/** A case of the owner; gives its id. */
export async function makeCase({ call }: TestService): Promise<string> {
  const { status, body, text } = await call('POST', '/v1/cases', { as: person(owner), body: petition })
  if (status >= 300) throw new Error(`the case was not made: ${text}`)
  return body.id
}

/** A case of the owner, what the province wrote to him about it, and what he handed on. */
async function makePetition(service: TestService) {
  const id = async (url: string, unit: string, body: object): Promise<string> => {
    const answer = await service.call('POST', url, { as: person(unit), body })
    if (answer.status >= 300) throw new Error(`the petition was not made: ${answer.text}`)
    return answer.body.id
  }
  const caseId = await makeCase(service)
  await makeDue(service, owner, caseId)
  await makeReading(service)
  const letter = { kind: 'supervise', grounds: 'other', text: '请按期受理。' }
  const referral = { receiver: 'discipline', receiverName: '市纪委监委', text: '涉嫌优亲厚友。' }
  return {
    case: caseId,
    letter: await id(`/v1/cases/${caseId}/letters`, '22', letter),
    referral: await id(`/v1/cases/${caseId}/referrals`, owner, referral)
  }
}

/** Somebody on the register of the owner, and a visit for which he is drawn. */
async function makeTeam(service: TestService) {
  const { inspection, draw } = teamsOf(service)
  const staff = await makeStaff(service)
  const id = await inspection(strangers.below, { unitCode: owner })
  const { status, body, text } = await draw(id, { size: 1 }, person(owner))
  if (status >= 300) throw new Error(`nobody was drawn: ${text}`)
  return { staff, inspection: id, teamDraw: String(body.id) }
}

/** Somebody on the register of the owner; gives his id. */
export async function makeStaff({ call }: TestService): Promise<string> {
  const body = { unitCode: owner, name: '王芳', post: '科员', qualifications: ['funds'] }
  const conflicts = [{ unitCode: strangers.beside, reason: '配偶在该单位任职' }]
  const answer = await call('POST', '/v1/staff', { as: person(owner), body: { ...body, conflicts } })
  if (answer.status >= 300) throw new Error(`nobody was registered: ${answer.text}`)
  return answer.body.id
}

/** One record of each kind that belongs to the owner, and another province. */
export async function makeWorld(service: TestService) {
  const { call, ended } = service
  const as = person(owner)
  const made = async (answer: ReturnType<TestService['call']>) => {
    const { status, body, text } = await answer
    if (status >= 300) throw new Error(`the world was not made: ${text}`)
    return body
  }
  const province = { code: strangers.elsewhere, name: '另一省', level: 'province' }
  await made(call('POST', '/v1/units', { as: person('*'), body: province }))
  const document = { unitCode: owner, effectiveFrom: '2026-01-01', document: '实施细则' }
  const terms = [{ rule: 'case.conclude', days: 50 }]
  const rule = await made(call('POST', '/v1/local-rules', { as, body: { ...document, terms } }))
  const plan = await made(call('POST', '/v1/inspection-plans', { as, body: { unitCode: owner, year: 2026 } }))
  const tasks = await made(call('GET', `/v1/inspection-plans/${plan.id}/tasks`, { as }))
  const [{ id: task }] = tasks.items
  const visit = { method: 'unannounced-visit', scheduledOn: '2026-06-03' }
  await made(
    call('PATCH', `/v1/inspection-tasks/${task}`, { as, body: visit, headers: { 'if-match': '"1"' } })
  )
  const draws = await made(call('GET', `/v1/inspection-plans/${plan.id}/draws`, { as }))
  const body = { withinCode: strangers.below, year: 2026 }
  const operation = await made(call('POST', '/v1/inspection-plans/generate', { as, body }))
  await ended(operation.id)
  const period = { withinCode: owner, from: '2026-01-01', to: '2026-01-31' }
  const [bulletin, published] = [
    await made(call('POST', '/v1/case-bulletins', { as, body: period })),
    await made(call('POST', '/v1/case-bulletins', { as, body: period }))
  ]
  await made(call('POST', `/v1/case-bulletins/${published.id}/publish`, { as }))
  const duty = await makeDuty(service)
  const publishedSet = await makeIndicatorSet(service, 'publish')
  return {
    unit: owner,
    rule: String(rule.id),
    duty,
    indicatorSet: await makeIndicatorSet(service),
    publishedSet,
    publishedEvaluation: await makeEvaluation(service, publishedSet, ['open', 'verify', 'score', 'publish']),
    attachment: await makeAttachment(service, duty),
    ...(await makeDeployment(service)),
    channelTest: await makeChannelTest(service),
    proposal: await makeProposal(service),
    board: await makeBoard(service),
    disclosure: await makeDisclosure(service),
    disclosureCheck: await makeDisclosureCheck(service),
    toldCheck: await makeDisclosureCheck(service, 'leaks'),
    plan: String(plan.id),
    task: String(task),
    draw: String(draws.items[0].id),
    operation: String(operation.id),
    ...(await makePetition(service)),
    bulletin: String(bulletin.id),
    complianceReport: await makeComplianceReport(service),
    ...(await makeTeam(service)),
    campaign: await makeCampaign(service),
    visited: await makeInspection(service, ['start']),
    notice: await makeNotice(service),
    finding: await makeFinding(service, owner, target),
    ...(await makeInterview(service)),
    ...(await makeAllocation(service, person('22'), owner)),
    ...(await makeDisbursement(service)),
    ...(await makePublicLists(service)),
    ...(await makeFundCheck(service)),
    ...(await makeRelativeCheck(service)),
    evaluation: await makeSampledEvaluation(service, publishedSet)
  }
}

/** The codes of all units within a unit; none for one that does not exist. */
export async function people({ call }: TestService, unit: string): Promise<Set<string>> {
  const codes = new Set<string>()
  for (let url = '/v1/units?limit=200'; url !== ''; ) {
    const { status, body } = await call('GET', url, { as: person(unit) })
    for (const { code } of status === 200 ? body.items : []) codes.add(code)
    url = body.nextCursor ? `/v1/units?limit=200&cursor=${body.nextCursor}` : ''
  }
  return codes
}

type Asked = Answer | undefined

/** A refusal without what names its request, or what a list comes to. */
export function told(answer: Asked) {
  return { status: String(answer?.status), ...answer?.body, requestId: '' }
}

export function unitsIn(answer: Asked): string[] {
  const items: Partial<Record<'unitCode' | 'toUnitCode' | 'filerUnitCode' | 'code', string>>[] =
    answer?.body.items ?? []
  return items.map(
    ({ unitCode, toUnitCode, filerUnitCode, code }) =>
      unitCode ?? toUnitCode ?? filerUnitCode ?? (code as string)
  )
}

/** The address of a route of the matrix. */
export function addressOf(route: string): string {
  return route.split(' ')[1] as string
}

/** The address of a record; what else it names, it names at the target. */
export function named(url: string, id: string): string {
  return url
    .replace(/:\w+/, id)
    .replace(':unitCode', target)
    .replace(':year', '2026')
    .replace(':item', 'policy')
    .replace(/:n\b/, '1')
}
