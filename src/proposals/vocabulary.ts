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
    'obligation-unmet': { zh: '年度监督检查任务未完成', en: 'inspections of the year not carried out' }
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
export const states = keysOf(labels['proposal-state'])
