import { named } from '../examples/files.ts'
import { teamsOf } from '../examples/team.ts'
import { person } from '../support/people.ts'
import type { CallOptions, Person, TestService } from '../support/service.ts'
import { answering, bodies, doers, issuing, queries, village } from './bodies.ts'
import { casesAtEachStep } from './cases.ts'
import type { Document, Endpoint } from './document.ts'
import { sample } from './sample.ts'
import { makeCase, makeWorld } from './world.ts'
import { makeWaiting } from './world-attachments.ts'
import { putChannels } from './world-channels.ts'
import { complianceReportsAtEachStep } from './world-compliance-reports.ts'
import { deploymentsAtEachStep } from './world-deployments.ts'
import { makeDisclosure, makeDisclosureCheck } from './world-disclosure.ts'
import { makeDuty } from './world-duties.ts'
import {
  assignment,
  evaluationsAtEachStep,
  evaluator,
  makeIndicatorSet,
  newEvaluation
} from './world-evaluations.ts'
import { makeFinding } from './world-findings.ts'
import { paymentsTable, rosterTable } from './world-funds.ts'
import { handIn, hotline } from './world-handed-in.ts'
import { inspectionsAtEachStep } from './world-inspections.ts'
import { accountFor, interviewsAtEachStep } from './world-interviews.ts'
import { issuedNotice, noticeTo } from './world-notices.ts'
import { makeProposal } from './world-proposals.ts'
import { protectionTable, renderer, renderTable, scanTable } from './world-public-lists.ts'
import { filersTable, filingOf, makeFiler, placeholder, relativesAtEachStep } from './world-relatives.ts'
import { makeDelivery, makeWebhook, system } from './world-webhooks.ts'

/** A call as it goes out: whatever is wrong with it has been put into these parts. */
export interface Call {
  method: string
  /** Parameters of the path, by name, as they stand in the address. */
  path: Record<string, string>
  /** The query as it stands in the address, without the question mark. */
  query: string
  headers: Record<string, string>
  raw?: string | Buffer
  type?: string
  as: CallOptions['as']
}

/** For each operation a call with nothing wrong in it; what it asks for may still be refused. */
export type Baselines = (endpoint: Endpoint) => Call

/** The tables that are streamed. */
const tables: Record<string, string> = {
  addAttachment: '现场检查记录\n',
  importUnits: 'code,name,level,parentCode\n22010200198,乙村,village,220102001\n',
  putRoster: rosterTable,
  putPayments: paymentsTable,
  correctPayments: paymentsTable,
  putProtection: protectionTable,
  renderDisclosureList: renderTable,
  scanDisclosure: scanTable,
  importFilers: filersTable,
  importRelativeFilings: 'filerIdNumber,relation,programme,recipientNo,villageCode,idNumber\n',
  putRelativeTies: `filerIdNumber,relativeIdNumber,relation,source\n`,
  putHouseholdMembers: `recipientNo,idNumber\nR1,${placeholder(497)}\n`
}

/** What only a third party can call. */
const outsiders = ['listEvaluationAssignments', 'getEvaluationAssignment', 'getAssignedTarget']

/** What only a system can call. */
const ofSystems = [
  'makeWebhook',
  'changeWebhook',
  'testWebhook',
  'rotateWebhookSecret',
  'listWebhookDeliveries',
  'replayWebhookDelivery'
]

export async function baselines(service: TestService, document: Document): Promise<Baselines> {
  const world = await makeWorld(service)
  const own: Record<string, string> = {
    ...(await ownRecords(service, world.plan)),
    ...(await casesAtEachStep(service, person('22'))),
    getProtection: renderer,
    putProtection: renderer,
    getFundProgramme: world.programme,
    changeFundProgramme: world.programme,
    ...(await inspectionsAtEachStep(service)),
    ...(await noticesAtEachStep(service)),
    ...(await findingsAtEachStep(service)),
    ...(await interviewsAtEachStep(service, issuing, answering)),
    ...(await deploymentsAtEachStep(service, issuing, answering)),
    ...(await complianceReportsAtEachStep(service, issuing)),
    ...(await relativesAtEachStep(service)),
    ...(await evaluationsAtEachStep(service, issuing, answering)),
    removeWebhook: await makeWebhook(service, 'removeWebhook'),
    getHandedInCase: await handIn(service)
  }
  const webhook = await makeWebhook(service)
  const delivery = await makeDelivery(service, webhook)
  await putChannels(service, '220202', '0432-62049999')
  await putChannels(service, village)
  const onRecords: Record<string, unknown> = {
    makeEvaluation: newEvaluation(await makeIndicatorSet(service, 'publish', issuing), issuing, answering),
    assignEvaluator: assignment(answering, 'another third party'),
    linkCase: { caseId: world.case },
    mergeProposals: {
      proposalIds: [
        await makeProposal(service, { key: 'merge' }),
        await makeProposal(service, { key: 'merge too', targetCode: '220103' })
      ]
    },
    fileRelative: filingOf(await makeFiler(service)),
    visitRelativeHousehold: { visitedOn: '2026-03-01', visitors: [world.staff], conclusion: 'sound' },
    linkAttachment: { kind: 'duty-record', id: await makeDuty(service, '2203') },
    recordAccountability: accountFor('22', '2204', { kind: 'case', id: world.case })
  }
  const ids: [RegExp, string][] = [
    [/^\/v1\/inspection-plans\//, world.plan],
    [/^\/v1\/inspection-tasks\//, world.task],
    [/^\/v1\/draws\//, world.draw],
    [/^\/v1\/operations\//, world.operation],
    [/^\/v1\/local-rules\//, world.rule],
    [/^\/v1\/cases\//, world.case],
    [/^\/v1\/letters\//, world.letter],
    [/^\/v1\/referrals\//, world.referral],
    [/^\/v1\/disbursements\//, world.disbursement],
    [/^\/v1\/fund-uploads\//, world.fundUpload],
    [/^\/v1\/fund-checks\//, world.fundCheck],
    [/^\/v1\/fund-runs\//, world.fundRun],
    [/^\/v1\/case-bulletins\//, world.bulletin],
    [/^\/v1\/compliance-reports\//, world.complianceReport],
    [/^\/v1\/fund-accounts\//, world.fundAccount],
    [/^\/v1\/allocations\//, world.allocation],
    [/^\/v1\/duty-records\//, world.duty],
    [/^\/v1\/deployments\//, world.deployment],
    [/^\/v1\/deployment-reports\//, world.deploymentReport],
    [/^\/v1\/indicator-sets\//, world.indicatorSet],
    [/^\/v1\/evaluations\//, world.publishedEvaluation],
    [/^\/v1\/proposals\//, world.proposal],
    [/^\/v1\/notice-boards\//, world.board],
    [/^\/v1\/disclosures\//, world.disclosure],
    [/^\/v1\/disclosure-checks\//, world.disclosureCheck],
    [/^\/v1\/disclosure-lists\//, world.disclosureList],
    [/^\/v1\/disclosure-scans\//, world.disclosureScan],
    [/^\/v1\/attachments\//, world.attachment],
    [/^\/v1\/channel-tests\//, world.channelTest],
    [/^\/v1\/webhooks\//, webhook],
    [/^\/v1\/staff\//, world.staff],
    [/^\/v1\/filers\//, world.filer],
    [/^\/v1\/relative-filings\//, world.filing],
    [/^\/v1\/relative-disputes\//, world.relativeDispute],
    [/^\/v1\/relative-checks\//, world.relativeCheck],
    [/^\/v1\/inspections\//, world.inspection],
    [/^\/v1\/team-draws\//, world.teamDraw],
    [/^\/v1\/campaigns\//, world.campaign],
    [/^\/v1\/notices\//, world.notice],
    [/^\/v1\/findings\//, world.finding],
    [/^\/v1\/interviews\//, world.interview],
    [/^\/v1\/accountability-records\//, world.accountability],
    [/^\/v1\/policies\//, 'jilin-2019-12']
  ]
  const about: Record<string, string> = {
    listConsequences: `kind=case&id=${world.case}`,
    listAttachments: `subjectKind=case&subjectId=${world.case}`
  }
  return ({ method, path, id, parameters, body }) => {
    const inPath = parameters.filter((one) => one.in === 'path')
    const unitCode = path.startsWith('/v1/fund-schedules/') ? '22' : answering
    const parts: Record<string, string> = {
      code: own[id] ?? village,
      year: path.includes('declarations') ? '2026' : '2027',
      unitCode,
      item: 'policy',
      deliveryId: delivery,
      n: '1'
    }
    const recordOf = (name: string) => parts[name] ?? own[id] ?? ids.find(([start]) => start.test(path))?.[1]
    const [type, content] = Object.entries(body ?? {})[0] ?? []
    const value = onRecords[id] ?? bodies[id] ?? (content && sample(document, content.schema))
    return {
      method,
      path: Object.fromEntries(
        inPath.map(({ name, schema }) => [name, recordOf(name) ?? String(sample(document, schema))])
      ),
      query: about[id] ?? queries[id] ?? '',
      headers: {
        ...(['PATCH', 'PUT'].includes(method) && { 'if-match': '*' }),
        ...(id === 'addAttachment' && named('记录.txt'))
      },
      ...(type !== undefined && {
        type,
        raw: type.includes('json') ? JSON.stringify(value) : (tables[id] as string)
      }),
      // Somebody else for each operation: whoever submits a plan may not approve it.
      as: doerOf(id)
    }
  }
}

function doerOf(id: string): Person {
  if (id.endsWith('HandedInCase') || id.endsWith('HandedInCases')) return hotline
  if (ofSystems.includes(id)) return system
  return outsiders.includes(id) ? evaluator(issuing) : person(doers[id] ?? '22', id)
}

/** Records for the operations that use theirs up: each finds one in the state that it needs. */
async function ownRecords(service: TestService, planId: string): Promise<Record<string, string>> {
  const { call } = service
  const plan = async (year: number, ...steps: string[]): Promise<string> => {
    const { body } = await call('POST', '/v1/inspection-plans', {
      as: person('22'),
      body: { unitCode: '2204', year }
    })
    for (const step of steps)
      await call('POST', `/v1/inspection-plans/${body.id}/${step}`, { as: person('22', step) })
    return body.id
  }
  const period = { withinCode: '2204', from: '2026-01-01', to: '2026-02-28' }
  const bulletin = await call('POST', '/v1/case-bulletins', { as: person('22'), body: period })
  const drawn = await call('GET', `/v1/inspection-plans/${planId}/tasks?coverage=sample`)
  const addTask = await plan(2035)
  // A county that joins the city after that plan was made.
  const joining = { code: '220497', name: '新设区', level: 'county', parentCode: '2204' }
  await call('POST', '/v1/units', { as: person('22'), body: joining })
  return {
    addTask,
    issueLetter: await makeCase(service),
    replaceTask: drawn.body.items[0].id,
    submitPlan: await plan(2031),
    approvePlan: await plan(2032, 'submit'),
    closePlan: await plan(2033, 'submit', 'approve'),
    returnPlan: await plan(2034, 'submit'),
    publishBulletin: bulletin.body.id,
    removeDisclosure: await makeDisclosure(service),
    withdrawDisclosure: await makeDisclosure(service),
    makeDisclosureCheckFindings: await makeDisclosureCheck(service),
    withdrawDutyRecord: await makeDuty(service),
    confirmDutyRecord: await makeDuty(service),
    returnDutyRecord: await makeDuty(service),
    acceptProposal: await makeProposal(service, { key: 'accept' }),
    dismissProposal: await makeProposal(service, { key: 'dismiss' }),
    linkAttachment: await makeWaiting(service, 'linkAttachment'),
    removeAttachment: await makeWaiting(service, 'removeAttachment'),
    ...(await toBeSent(service))
  }
}

/** Somebody whose entry may come to anything, and a visit for which others are still there. */
async function toBeSent(service: TestService) {
  const { register, inspection } = teamsOf(service)
  const changeStaff = await register('2204')
  await register('2205')
  const visit = { unitCode: '2205', areas: ['funds', 'policy'] }
  return { changeStaff, drawTeam: await inspection('220502', visit) }
}

/** Notices for the operations that move one on. */
async function noticesAtEachStep(service: TestService): Promise<Record<string, string>> {
  const drafted = async (): Promise<string> => {
    const body = noticeTo(issuing, answering)
    return (await service.call('POST', '/v1/notices', { as: person(issuing), body })).body.id
  }
  const issued = (...steps: ('given' | 'accepted')[]) => issuedNotice(service, issuing, answering, ...steps)
  return {
    changeNotice: await drafted(),
    issueNotice: await drafted(),
    withdrawNotice: await drafted(),
    closeNotice: await issued('given', 'accepted'),
    getNoticeAnswer: await issued(),
    answerNotice: await issued(),
    acceptNoticeAnswer: await issued('given'),
    sendBackNoticeAnswer: await issued('given')
  }
}

/** Findings for the operations that move one on. */
async function findingsAtEachStep(service: TestService): Promise<Record<string, string>> {
  const made = (isRectified = false) => makeFinding(service, issuing, answering, isRectified)
  return {
    rectifyFinding: await made(),
    acceptRectification: await made(true),
    sendBackRectification: await made(true),
    waiveFinding: await made()
  }
}

export function addressOf(template: string, { path, query }: Call): string {
  const address = template.replace(/\{(\w+)\}/g, (_, name: string) => path[name] ?? '')
  return query === '' ? address : `${address}?${query}`
}
