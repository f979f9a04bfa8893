import { programme } from '../examples/batch.ts'
import { stepBodies } from './cases.ts'
import { owner } from './world.ts'
import { deploymentBodies, deploymentTo } from './world-deployments.ts'
import { findingAt } from './world-findings.ts'
import { payer } from './world-funds.ts'
import { inspectionBodies } from './world-inspections.ts'
import { interviewBodies } from './world-interviews.ts'
import { newList, renderer } from './world-public-lists.ts'
import { relativeBodies } from './world-relatives.ts'

export const village = '220102001001'
/** A county that answers notices, and its city: neither is a stranger of the owner's. */
export const [answering, issuing] = ['220402', '2204']
export const bodies: Record<string, unknown> = {
  addUnit: {
    code: '22010200199',
    name: '新村',
    level: 'village',
    parentCode: '220102001',
    channels: { hotline: '12345' }
  },
  changeUnit: { name: '改名村', countsInQuota: true, channels: {} },
  retireUnit: { on: '2026-12-31', successorCode: '220102001002' },
  addLocalRule: {
    unitCode: '2202',
    effectiveFrom: '2026-02-01',
    document: '细则',
    terms: [{ rule: 'case.conclude', days: 50 }],
    quotas: []
  },
  makeWebhook: { url: 'https://hooks.example.cn/supervision', types: ['finding.made'] },
  addFundProgramme: { code: 'of-the-baseline', name: '特困供养' },
  openFundAccount: {
    ...{ unitCode: '2202', programme: 'of-the-world', bank: '工商银行', accountNo: '6222020000002' },
    ...{ ledger: true, validFrom: '2026-01-01', validTo: null }
  },
  receiveAllocation: {
    ...{ programme: 'of-the-world', fromUnitCode: '22', toUnitCode: '2202', documentNo: '2号' },
    ...{ amount: '10', receivedOn: '2026-02-01', matching: { budgeted: '1', dueOn: '2026-06-30' } }
  },
  correctAllocation: { documentNo: '3号', amount: '1001', matching: { budgeted: '1', dueOn: '2026-06-30' } },
  matchingArrived: { arrived: '50', arrivedOn: '2026-03-01' },
  drawEvaluationSample: { programme, period: '2025-12', size: 1 },
  createDisbursement: { programme, unitCode: payer.unit, period: '2026-02' },
  changeDisbursement: { dueOn: '2026-01-09' },
  makeDisclosureList: { ...newList, mask: 'given', showFrom: '2026-03-03', showUntil: '2026-03-09' },
  createFundCheck: { kind: 'retention', unitCode: owner, programme, period: '2026-01' },
  makeFundCheckFindings: { severity: 'minor', types: ['unpaid'], rectifyBy: '2026-04-01' },
  runFundChecks: { withinCode: owner, period: '2026-01' },
  putFundSchedule: { isOn: true, dayOfMonth: 15 },
  createPlan: { unitCode: '2203', year: 2026, seed: '1', seedSource: '彩票' },
  generatePlans: { withinCode: '220302', year: 2026, seed: '1', seedSource: '彩票' },
  returnPlan: { reason: '补充' },
  arrangeTask: { method: 'open-check', scheduledOn: '2026-06-01', team: ['甲', '乙'] },
  addTask: { targetCode: '220497' },
  replaceTask: { reason: '道路中断' },
  receiveReferral: { receiptNumber: '1', receivedOn: '2026-03-02' },
  changeNotice: { title: '改', answerBy: '2026-04-01' },
  withdrawNotice: { reason: '有误' },
  answerNotice: { text: '已整改。' },
  sendBackNoticeAnswer: { reason: '未见凭证', answerBy: '2026-04-01' },
  makeFinding: { ...findingAt(issuing, answering), itemId: 'funds-in-time', rectifyBy: '2026-04-01' },
  rectifyFinding: { text: '已补发。' },
  sendBackRectification: { reason: '未见凭证', rectifyBy: '2026-04-01' },
  acceptProposal: {},
  dismissProposal: { reason: '系统故障所致，已当面说明' },
  waiveFinding: { reason: '情况已消除' },
  concludeReferral: { outcome: '了结', outcomeOn: '2026-03-02' },
  draftComplianceReport: { unitCode: '2203', year: 2025 },
  withdrawComplianceReport: { reason: '有误' },
  draftBulletin: { withinCode: '2203', from: '2026-01-01', to: '2026-02-28' },
  drawTeam: { size: 1, seed: '1', seedSource: '彩票', reason: '原检查人员因公出差' },
  draftDeployment: deploymentTo(issuing, answering),
  ...deploymentBodies,
  ...inspectionBodies,
  ...interviewBodies,
  ...relativeBodies,
  correctCase: { summary: '反映临时救助', category: 'temporary-assistance' },
  assignCase: { sub: 'clerk-7', name: '李某' },
  forwardCase: stepBodies.forward,
  declineCase: stepBodies.decline,
  extendCase: stepBodies.extend,
  excludeFromCase: stepBodies.exclude,
  accuseInCase: stepBodies.accuse,
  withdrawAccusation: stepBodies['withdraw-accusation'],
  recuseFromCase: stepBodies.recuse,
  readmitToCase: stepBodies.readmit,
  requestReview: stepBodies['request-review'],
  requestRecheck: stepBodies['request-recheck']
}

/** What a reading cannot do without. */
export const queries: Record<string, string> = {
  previewTerm: 'rule=case.conclude&startedOn=2026-03-02',
  scanDisclosure: 'targetCode=2202'
}

/** Who does what nobody at the top can do. */
export const doers: Record<string, string> = {
  answerLetter: owner,
  makeDisclosureList: renderer,
  renderDisclosureList: renderer,
  getProtection: renderer,
  putProtection: renderer,
  fileDutyRecord: '2202',
  putRelativeTies: owner,
  linkAttachment: '2203',
  removeAttachment: '2203',
  acceptProposal: owner,
  dismissProposal: owner,
  mergeProposals: owner,
  changeDutyRecord: owner,
  withdrawDutyRecord: owner,
  objectToCase: stepBodies.forward.toUnitCode,
  answerNotice: answering,
  reportDeployment: answering,
  objectToEvaluation: answering,
  rectifyFinding: answering,
  reportCommitment: answering
}
