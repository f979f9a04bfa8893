import { refusals, type Wordings } from '../platform/errors/refusal.ts'
import { keysOf } from '../platform/values/keys.ts'

export const wordings = {
  'proposal-not-found': {
    status: 404,
    title: { zh: '处理建议不存在或无权查看', en: 'The proposal does not exist or is not visible to you' }
  },
  'proposal-of-others': {
    status: 403,
    title: { zh: '处理建议由被建议单位办理', en: 'The proposal is for another unit to decide' },
    detail: {
      zh: '该处理建议由单位{unit}采纳或者不予采纳，请由该单位办理。',
      en: 'Unit {unit} accepts or dismisses this proposal. Ask that unit to do it.'
    }
  },
  'proposal-step': {
    status: 409,
    title: { zh: '处理建议现状不允许此操作', en: 'The status of the proposal does not allow this step' },
    detail: {
      zh: '处理建议现为{state:proposal-state}，不能{step:proposal-step}。',
      en: 'The status of the proposal is "{state:proposal-state}". You cannot {step:proposal-step} now.'
    }
  },
  'proposal-called-for-missing': {
    status: 422,
    title: { zh: '请填写拟约谈时间', en: 'State the planned time of the interview' },
    detail: {
      zh: '该建议为约谈，采纳时须填写拟约谈时间。',
      en: 'This is the proposal of an interview. Give `calledFor`, its planned time, to accept it.'
    }
  },
  'proposal-field-of-other-kind': {
    status: 422,
    title: { zh: '该类建议没有此项内容', en: 'A proposal of this kind does not have this field' },
    detail: {
      zh: '建议的处理方式为{kind:proposal-kind}，不填写此项，请删除该项。',
      en: 'The proposal is of a {kind:proposal-kind}, which does not have this field. Leave it out.'
    }
  },
  'proposals-of-several-units': {
    status: 422,
    title: { zh: '只能合并同一单位的通报建议', en: 'Only proposals of notices to one unit can be combined' },
    detail: {
      zh: '第{n}项不是通报建议，或者由另一单位办理。请只合并由同一单位办理的通报建议。',
      en:
        'Entry {n} is no proposal of a notice, or is for another unit. Combine proposals of notices that ' +
        'are for one unit.'
    }
  }
} satisfies Wordings

export const labels = {
  'proposal-kind': {
    notice: { zh: '通报', en: 'notice' },
    interview: { zh: '约谈', en: 'interview' }
  },
  'proposal-fact': {
    'payments-late': { zh: '救助资金未按时足额发放', en: 'assistance not paid in time and in full' },
    'findings-overdue': { zh: '问题逾期未整改', en: 'findings not rectified in time' },
    'obligation-unmet': { zh: '年度监督检查任务未完成', en: 'inspections of the year not carried out' },
    'no-plan': { zh: '未制定年度检查计划', en: 'no inspection plan of the year' },
    'cases-overdue': { zh: '信访件逾期未办结', en: 'petition cases not handled in time' },
    'allocation-late': { zh: '救助资金逾期未下达', en: 'money not handed down in time' },
    'matching-missing': { zh: '配套资金未足额到账', en: 'matching money missing' },
    'disclosure-missing': { zh: '救助对象名单未按期公开', en: 'lists of recipients not published in time' },
    leak: { zh: '公示泄露应当保密的信息', en: 'private data on show' },
    relatives: { zh: '近亲属未备案或者假备案', en: 'near relatives not filed, or filed falsely' },
    channels: { zh: '监督举报渠道不健全', en: 'channels for complaints missing' },
    'duty-records': { zh: '常规职责未履行', en: 'standing duties missed' },
    'notice-unanswered': { zh: '通报逾期未答复', en: 'notice not answered in time' },
    'commitment-missed': { zh: '约谈承诺逾期未兑现', en: 'commitment of an interview not kept' },
    evaluation: { zh: '绩效评价结果差', en: 'bad result of an evaluation' },
    deployment: { zh: '部署任务逾期未完成', en: 'deployed work not done in time' }
  },
  'proposal-detail': {
    letter: { zh: '督办函未答复', en: 'letter of supervision not answered' },
    unfiled: { zh: '未备案', en: 'not filed' },
    false: { zh: '假备案', en: 'false filing' },
    hotline: { zh: '监督举报电话', en: 'hotline' },
    online: { zh: '网络咨询投诉渠道', en: 'online channel' },
    scheme: { zh: '监管方案', en: 'scheme of supervision' },
    rules: { zh: '实施细则', en: 'local rules' },
    publicity: { zh: '政策宣传', en: 'publicity' },
    training: { zh: '培训', en: 'training' },
    responsibility: { zh: '监管责任分工', en: 'responsibilities' },
    unqualified: { zh: '不合格', en: 'unqualified' },
    vetoed: { zh: '一票否决', en: 'vetoed' },
    last: { zh: '排名末位', en: 'last in the ranking' }
  },
  'proposal-state': {
    open: { zh: '待处理', en: 'open' },
    accepted: { zh: '已采纳', en: 'accepted' },
    dismissed: { zh: '不予采纳', en: 'dismissed' },
    lapsed: { zh: '已消除', en: 'lapsed' }
  },
  'proposal-step': {
    accept: { zh: '采纳', en: 'accept the proposal' },
    merge: { zh: '合并采纳', en: 'accept the proposal together with others' },
    dismiss: { zh: '不予采纳', en: 'dismiss the proposal' }
  }
} as const

export const refuse = refusals(wordings, labels)

export type ProposalKind = keyof (typeof labels)['proposal-kind']
export type FactName = keyof (typeof labels)['proposal-fact']
export type State = keyof (typeof labels)['proposal-state']
export const proposalKinds = keysOf(labels['proposal-kind'])
export const factNames = keysOf(labels['proposal-fact'])
export const details = keysOf(labels['proposal-detail'])
export const states = keysOf(labels['proposal-state'])
