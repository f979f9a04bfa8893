import { refusals, type Wordings } from '../platform/refusal.ts'

export const wordings = {
  'case-not-found': {
    status: 404,
    title: { zh: '信访件不存在或无权查看', en: 'The case does not exist, or not for you' }
  },
  'case-step': {
    status: 409,
    title: { zh: '信访件现状不允许此操作', en: 'The case is not at this step' },
    detail: { zh: '信访件现为 {state}，不能 {step}。', en: 'A case that is {state} cannot {step}.' }
  },
  'not-deciding-unit': {
    status: 403,
    title: { zh: '不是该环节的办理单位', en: 'It is the turn of another unit' },
    detail: { zh: '现由单位 {unit} 或其上级办理。', en: 'It is the turn of unit {unit}, or of one above it.' }
  },
  'accused-unknown': {
    status: 422,
    title: { zh: '被检举单位不存在', en: 'The accused unit does not exist' }
  },
  'case-received-later': {
    status: 422,
    title: { zh: '收到时间晚于现在', en: 'The case was received in the future' }
  },
  'case-unit-invalid': {
    status: 422,
    title: { zh: '该单位在收到之日不存在或已撤销', en: 'The unit was not valid on that day' }
  },
  'reporter-missing': {
    status: 422,
    title: { zh: '实名信访件须填写信访人', en: 'A case that is not anonymous names its reporter' }
  },
  'anonymous-with-reporter': {
    status: 422,
    title: { zh: '匿名信访件不得填写信访人', en: 'An anonymous case holds no identity' }
  },
  'id-number-invalid': {
    status: 422,
    title: { zh: '身份证号码校验不符', en: 'The identity number has a wrong check digit' }
  },
  'too-many-representatives': {
    status: 422,
    title: { zh: '代表人数不得超过五人', en: 'A joint visit has at most five representatives' }
  },
  'accused-missing': {
    status: 422,
    title: { zh: '只有检举控告可填写被检举单位', en: 'Only a report names an accused unit' }
  },
  'no-unit-above': {
    status: 422,
    title: { zh: '没有上一级单位可办理', en: 'There is no unit above that could decide' }
  },
  'report-to-accused': {
    status: 422,
    title: { zh: '检举控告不得转给被检举单位', en: 'A report never goes to the accused unit' },
    detail: {
      zh: '单位 {unit} 在被检举单位辖区内。',
      en: 'Unit {unit} is the accused unit, or lies within it.'
    }
  },
  'same-facts': {
    status: 409,
    title: { zh: '同一事实已在办理或已终结，不再受理', en: 'The same facts are open or final elsewhere' },
    detail: { zh: '见信访件 {number}。', en: 'See case {number}.' }
  },
  'link-to-itself': {
    status: 422,
    title: { zh: '不能与自身关联', en: 'A case is not linked to itself' }
  },
  'forward-to-same-unit': {
    status: 422,
    title: { zh: '已由该单位办理', en: 'That unit has the case already' }
  },
  'not-forwarded': {
    status: 409,
    title: { zh: '信访件未经转送，不能提出异议', en: 'The case was not forwarded to this unit' }
  },
  'objection-too-late': {
    status: 409,
    title: { zh: '已超过提出异议的期限', en: 'The term for objecting is over' },
    detail: { zh: '期限已于 {dueOn} 届满。', en: 'It ended on {dueOn}.' }
  },
  'wrong-kind': {
    status: 409,
    title: { zh: '该类信访件没有此环节', en: 'Cases of this kind know no such step' }
  },
  'term-over': {
    status: 409,
    title: { zh: '期限已届满', en: 'The term is over' },
    detail: { zh: '期限已于 {dueOn} 届满。', en: 'It ended on {dueOn}.' }
  },
  'no-running-term': {
    status: 409,
    title: { zh: '没有正在计算的办理期限', en: 'No term of this case is running' }
  },
  'request-too-late': {
    status: 409,
    title: { zh: '已超过申请期限', en: 'The request comes too late' },
    detail: { zh: '申请期限已于 {dueOn} 届满。', en: 'It could be made until {dueOn}.' }
  },
  'request-date': {
    status: 422,
    title: { zh: '申请日期有误', en: 'The day of the request cannot be' },
    detail: {
      zh: '申请日期应在 {from} 与 {to} 之间。',
      en: 'It must lie between {from} and {to}.'
    }
  },
  'recusal-by-leader': {
    status: 403,
    title: { zh: '只有负责人可以决定他人回避', en: 'Only a leader sends somebody else aside' }
  },
  'already-recused': {
    status: 409,
    title: { zh: '已经回避', en: 'That person stepped aside already' },
    constraint: 'recusal_pkey'
  },
  'identity-absent': {
    status: 404,
    title: { zh: '该信访件没有信访人身份信息', en: 'The case holds no identity' }
  },
  'identity-key-unknown': {
    status: 503,
    title: { zh: '身份信息密钥未配置', en: 'The key of this identity is not configured' }
  }
} satisfies Wordings

export const refuse = refusals(wordings)

export const words = {
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
    'vagrancy-assistance': { zh: '流浪乞讨人员救助', en: 'help for vagrants and beggars' },
    'fund-management': { zh: '资金管理使用', en: 'management and use of money' },
    conduct: { zh: '工作作风', en: 'conduct of staff' },
    other: { zh: '其他', en: 'other' }
  },
  'case-cause': {
    'not-informed': { zh: '政策宣传不到位', en: 'people were not told of the policy' },
    'wrong-assessment': { zh: '对象认定不准', en: 'wrong assessment of who is entitled' },
    'late-handling': { zh: '审核确认超期', en: 'handled too late' },
    'late-payment': { zh: '资金发放不及时', en: 'paid late' },
    'short-payment': { zh: '资金发放不足额', en: 'paid short' },
    favouritism: { zh: '优亲厚友', en: 'favours to relatives and friends' },
    embezzlement: { zh: '截留挪用', en: 'money kept back or diverted' },
    'poor-conduct': { zh: '服务态度差', en: 'poor conduct' },
    'not-disclosed': { zh: '公示不规范', en: 'disclosure wanting' },
    misunderstanding: { zh: '信访人误解政策', en: 'a misunderstanding' },
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
  'letter-grounds': {
    'not-accepted-in-time': { zh: '应当受理而未按期受理', en: 'not accepted in time' },
    'not-concluded-in-time': { zh: '未按规定期限办结', en: 'not concluded in time' },
    'wrong-procedure': { zh: '未按规定程序办理', en: 'wrong procedure' },
    'reply-not-carried-out': { zh: '不执行处理意见', en: 'the reply is not carried out' },
    'evasion-or-falsification': { zh: '推诿、敷衍、拖延或弄虚作假', en: 'evasion or falsification' },
    other: { zh: '其他需要督办的情形', en: 'other' }
  },
  'referral-receiver': {
    discipline: { zh: '纪检监察机关', en: 'discipline inspection and supervision' },
    judiciary: { zh: '司法机关', en: 'judiciary' },
    other: { zh: '其他机关', en: 'another authority' }
  }
} as const

type Words = typeof words
export type Kind = keyof Words['case-kind']
export type Channel = keyof Words['case-channel']
export type Category = keyof Words['case-category']
export type Cause = keyof Words['case-cause']
export type State = keyof Words['case-state']
export type Outcome = keyof Words['reply-outcome'] | keyof Words['review-outcome']
export type Stage = 'reply' | 'review' | 'recheck'

/** The codes of one list of words, for a schema. */
export function codesOf<K extends keyof Words>(list: K) {
  return Object.keys(words[list]) as (keyof Words[K] & string)[]
}
