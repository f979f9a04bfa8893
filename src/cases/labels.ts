import { keysOf } from '../platform/values/keys.ts'

/** The labels of the codes on the wire, in Chinese and English. */
const lists = {
  'case-kind': {
    appeal: { zh: '申诉求决', en: 'appeal' },
    report: { zh: '检举控告', en: 'report' },
    suggestion: { zh: '意见建议', en: 'suggestion' },
    enquiry: { zh: '咨询', en: 'enquiry' }
  },
  'case-channel': {
    hotline: { zh: '监督举报电话', en: 'hotline' },
    online: { zh: '网络', en: 'online' },
    visit: { zh: '走访', en: 'visit' },
    letter: { zh: '信件', en: 'letter' },
    forwarded: { zh: '上级交办或其他部门转送', en: 'forwarded by another authority' },
    discovered: { zh: '检查发现', en: 'discovered in an inspection' }
  },
  'case-category': {
    'low-income-allowance': { zh: '最低生活保障', en: 'minimum living allowance' },
    'extreme-poverty-support': { zh: '特困人员救助供养', en: 'support for people in extreme poverty' },
    'temporary-assistance': { zh: '临时救助', en: 'temporary assistance' },
    'medical-assistance': { zh: '医疗救助', en: 'medical assistance' },
    'education-assistance': { zh: '教育救助', en: 'education assistance' },
    'housing-assistance': { zh: '住房救助', en: 'housing assistance' },
    'employment-assistance': { zh: '就业救助', en: 'employment assistance' },
    'disaster-relief': { zh: '受灾人员救助', en: 'disaster relief' },
    'vagrancy-assistance': { zh: '流浪乞讨人员救助', en: 'assistance for vagrants and beggars' },
    'fund-management': { zh: '资金管理使用', en: 'management and use of funds' },
    conduct: { zh: '工作作风', en: 'conduct of staff' },
    other: { zh: '其他', en: 'other' }
  },
  'case-cause': {
    'not-informed': { zh: '政策宣传不到位', en: 'policy not publicised enough' },
    'wrong-assessment': { zh: '对象认定不准', en: 'wrong assessment of entitlement' },
    'late-handling': { zh: '审核确认超期', en: 'application handled late' },
    'late-payment': { zh: '资金发放不及时', en: 'late payment' },
    'short-payment': { zh: '资金发放不足额', en: 'payment not in full' },
    favouritism: { zh: '优亲厚友', en: 'favouritism to relatives and friends' },
    embezzlement: { zh: '截留挪用', en: 'embezzlement or diversion of funds' },
    'poor-conduct': { zh: '服务态度差', en: 'poor service' },
    'not-disclosed': { zh: '公示不规范', en: 'disclosure not as required' },
    misunderstanding: { zh: '信访人误解政策', en: 'policy misunderstood by the petitioner' },
    other: { zh: '其他', en: 'other' }
  },
  'case-state': {
    received: { zh: '已登记', en: 'received' },
    accepted: { zh: '已受理', en: 'accepted' },
    declined: { zh: '不予受理', en: 'declined' },
    replied: { zh: '已答复', en: 'replied' },
    'under-review': { zh: '复查中', en: 'under review' },
    reviewed: { zh: '已复查', en: 'reviewed' },
    'under-recheck': { zh: '复核中', en: 'under re-check' },
    final: { zh: '已终结', en: 'final' },
    withdrawn: { zh: '已撤回', en: 'withdrawn' },
    closed: { zh: '已办结归档', en: 'closed' }
  },
  'case-step': {
    accept: { zh: '受理', en: 'accept the case' },
    decline: { zh: '作出不予受理决定', en: 'decline the case' },
    link: { zh: '关联', en: 'link the case' },
    correct: { zh: '更正', en: 'correct the case' },
    assign: { zh: '指定经办人', en: 'name a handler' },
    forward: { zh: '转送', en: 'forward the case' },
    object: { zh: '提出异议', en: 'object to the forwarding' },
    extend: { zh: '延长办理期限', en: 'extend the term' },
    exclude: { zh: '扣除期限', en: 'exclude days from the term' },
    reply: { zh: '答复', en: 'reply' },
    'reply-at-once': { zh: '直接答复', en: 'reply at once' },
    'request-review': { zh: '申请复查', en: 'request a review' },
    review: { zh: '作出复查意见', en: 'decide on the review' },
    'request-recheck': { zh: '申请复核', en: 'request a re-check' },
    recheck: { zh: '作出复核意见', en: 'decide on the re-check' },
    withdraw: { zh: '撤回', en: 'withdraw the case' },
    'take-over': { zh: '接办', en: 'take the case over' },
    close: { zh: '办结归档', en: 'close the case' },
    accuse: { zh: '认定被检举单位', en: 'add an accused unit' },
    'withdraw-accusation': { zh: '撤销被检举单位认定', en: 'remove an accused unit' },
    recuse: { zh: '回避', en: 'step aside from the case' },
    'send-aside': { zh: '决定他人回避', en: 'exclude a person from the case' },
    readmit: { zh: '解除回避', en: 'readmit a person to the case' },
    'correct-reporter': { zh: '更正信访人身份信息', en: 'correct the identity of the reporter' },
    'erase-identity': { zh: '申请删除身份信息', en: 'request the erasure of the identity' },
    'confirm-erasure': { zh: '确认删除身份信息', en: 'confirm the erasure of the identity' }
  },
  'reading-way': {
    record: { zh: '查阅单件', en: 'single report' },
    list: { zh: '列表查阅', en: 'page of a list' },
    download: { zh: '下载', en: 'download' }
  },
  'reply-outcome': {
    upheld: { zh: '支持', en: 'upheld' },
    'partly-upheld': { zh: '部分支持', en: 'partly upheld' },
    'not-upheld': { zh: '不支持', en: 'not upheld' },
    explained: { zh: '解释说明', en: 'explained' }
  },
  'review-outcome': {
    maintained: { zh: '维持', en: 'maintained' },
    changed: { zh: '变更', en: 'changed' }
  },
  'letter-kind': {
    urge: { zh: '催办', en: 'urge' },
    supervise: { zh: '督办', en: 'supervise' }
  },
  'letter-state': {
    awaited: { zh: '待反馈', en: 'awaiting an answer' },
    answered: { zh: '已反馈', en: 'answered' }
  },
  'letter-grounds': {
    'not-accepted-in-time': { zh: '应当受理而未按期受理', en: 'not accepted in time' },
    'not-concluded-in-time': { zh: '未按规定期限办结', en: 'not concluded in time' },
    'wrong-procedure': { zh: '未按规定程序办理', en: 'wrong procedure' },
    'reply-not-carried-out': { zh: '不执行处理意见', en: 'reply not carried out' },
    'evasion-or-falsification': { zh: '推诿、敷衍、拖延或弄虚作假', en: 'evasion or falsification' },
    other: { zh: '其他需要督办的情形', en: 'other' }
  },
  'referral-receiver': {
    discipline: { zh: '纪检监察机关', en: 'discipline inspection and supervision authority' },
    judiciary: { zh: '司法机关', en: 'judicial authority' },
    other: { zh: '其他机关', en: 'other authority' }
  },
  'letter-step': {
    answer: { zh: '书面反馈', en: 'answer the letter' }
  },
  'referral-step': {
    receipt: { zh: '登记回执', en: 'record the receipt' },
    outcome: { zh: '登记处理结果', en: 'record the outcome' }
  },
  'bulletin-step': {
    refresh: { zh: '重新统计', en: 'count the cases again' },
    publish: { zh: '发布', en: 'publish the bulletin' }
  },
  'bulletin-state': {
    draft: { zh: '草稿', en: 'draft' },
    published: { zh: '已发布', en: 'published' }
  }
} as const

export const labels = {
  ...lists,
  /** Of a decision, whichever step it was taken at. */
  'decision-outcome': { ...lists['reply-outcome'], ...lists['review-outcome'] }
} as const

type Labels = typeof labels
export type Kind = keyof Labels['case-kind']
export type Channel = keyof Labels['case-channel']
export type Category = keyof Labels['case-category']
export type Cause = keyof Labels['case-cause']
export type State = keyof Labels['case-state']
export type Outcome = keyof Labels['reply-outcome'] | keyof Labels['review-outcome']
export type LetterKind = keyof Labels['letter-kind']
export type LetterState = keyof Labels['letter-state']
export type LetterGrounds = keyof Labels['letter-grounds']
export type Receiver = keyof Labels['referral-receiver']
export type WayOfReading = keyof Labels['reading-way']
export type Stage = 'reply' | 'review' | 'recheck'

/** The codes of one dictionary list, for a schema. */
export function codesOf<K extends keyof Labels>(list: K) {
  return keysOf(labels[list])
}
