import { refusals, type Wordings } from '../platform/errors/refusal.ts'
import { keysOf } from '../platform/values/keys.ts'

export const wordings = {
  'duty-record-not-found': {
    status: 404,
    title: { zh: '履职记录不存在或无权查看', en: 'The duty record does not exist or is not visible to you' }
  },
  'duty-record-of-others': {
    status: 403,
    title: { zh: '履职记录由本单位填报', en: 'A unit files its own duty records' },
    detail: {
      zh: '该记录现由单位{unit}填报、变更和撤回，请由该单位办理。',
      en: 'Unit {unit} files, changes and withdraws this record. Ask that unit to do it.'
    }
  },
  'duty-record-review-above': {
    status: 403,
    title: { zh: '履职记录由上级单位确认或退回', en: 'A unit above confirms or returns a duty record' },
    detail: {
      zh: '单位{unit}不得确认或退回本单位填报的记录，请由上级单位办理。',
      en: 'Unit {unit} filed this record and may not review it. Ask a unit above.'
    }
  },
  'duty-record-step': {
    status: 409,
    title: { zh: '履职记录现状不允许此操作', en: 'The status of the duty record does not allow this step' },
    detail: {
      zh: '履职记录现为{state:duty-record-state}（{review:duty-review}），不能{step:duty-record-step}。',
      en:
        'The status of the duty record is "{state:duty-record-state}", its review "{review:duty-review}". ' +
        'You cannot {step:duty-record-step} now.'
    }
  },
  'year-of-other-date': {
    status: 422,
    title: { zh: '日期与年度不符', en: 'The date does not lie in the year of the record' },
    detail: {
      zh: '日期{on}不在{year}年度内。方案、细则可早于该年度，但须填写有效年度。',
      en:
        'The date {on} does not lie in {year}. Schemes and rules may be older if they state the years for ' +
        'which they are valid.'
    }
  },
  'duty-date-missing': {
    status: 422,
    title: { zh: '请填写印发日期或起止日期', en: 'Give either the date of issue or a period' },
    detail: {
      zh: '方案、细则和责任分工填写印发日期；宣传、培训填写印发日期或起止日期，二者只填一项。',
      en:
        'Schemes, rules and responsibilities have a date of issue. Publicity and training have a date of ' +
        'issue or a period, not both.'
    }
  },
  'duty-period-order': {
    status: 422,
    title: { zh: '起始日期晚于截止日期', en: 'The period ends before it begins' },
    detail: { zh: '请核对起止日期。', en: 'Check the two dates of the period.' }
  },
  'duty-date-future': {
    status: 422,
    title: { zh: '日期晚于今日', en: 'The date lies in the future' },
    detail: {
      zh: '履职记录登记已经完成的工作，日期不得晚于今日{today}。',
      en: 'A duty record states what has been done. Give a date no later than {today}, today.'
    }
  },
  'duty-valid-years': {
    status: 422,
    title: { zh: '有效年度有误', en: 'The years of validity are not right' },
    detail: {
      zh: '只有方案、细则可填写有效年度；有效年度应包含{year}年，且不超过{most}年。',
      en: 'Only schemes and rules are valid for several years: {year} among them, and {most} years at most.'
    }
  },
  'duty-field-of-other-kind': {
    status: 422,
    title: { zh: '该类记录没有此项内容', en: 'A record of this kind does not have this field' },
    detail: {
      zh: '{kind:duty-kind}记录不填写此项，请删除该项或核对类别。',
      en: 'A record of the kind "{kind:duty-kind}" does not have this field. Leave it out, or check the kind.'
    }
  },
  'duty-assignments-missing': {
    status: 422,
    title: { zh: '请填写各项监管内容的责任分工', en: 'State who is responsible for which area' },
    detail: {
      zh: '责任分工记录应至少填写一项监管内容的责任人。',
      en: 'A record of responsibilities names at least one area with the person responsible.'
    }
  },
  'duty-topics-missing': {
    status: 422,
    title: { zh: '请填写宣传主题', en: 'State what the publicity was about' },
    detail: {
      zh: '宣传记录应注明宣传的是救助政策、监管制度或两者。',
      en: 'A record of publicity says whether it was about assistance policy, supervision, or both.'
    }
  },
  'duty-area-twice': {
    status: 422,
    title: { zh: '同一监管内容重复填写', en: 'An area is named twice' },
    detail: {
      zh: '第{n}项与前面的监管内容重复，请合并填写。',
      en: 'Entry {n} is for an area that an earlier entry names. Combine the two.'
    }
  },
  'more-people-than-staff': {
    status: 422,
    title: { zh: '培训人数多于在册人数', en: 'More people were trained than are on the register' },
    detail: {
      zh: '培训人数{people}多于在册人数{staff}，请核对。',
      en: '{people} people were trained, but {staff} are on the register. Check the figures.'
    }
  },
  'duty-local-rule-unknown': {
    status: 422,
    title: { zh: '没有这项实施细则', en: 'There is no such local rule of this unit' },
    detail: {
      zh: '请填写本单位已登记的实施细则的标识，或不填此项。',
      en: 'Give the identifier of a local rule of this unit that is on record, or leave the field out.'
    }
  },
  'document-number-twice': {
    status: 409,
    constraint: 'duty_record_document_key',
    title: { zh: '该文号已有记录', en: 'This document number is on record already' },
    detail: {
      zh: '本单位已有同一文号的履职记录，请变更原记录或核对文号。',
      en: 'The unit has a duty record with this document number. Change that one, or check the number.'
    }
  }
} satisfies Wordings

export const labels = {
  'duty-kind': {
    scheme: { zh: '监管方案', en: 'supervision scheme' },
    rules: { zh: '实施细则', en: 'implementing rules' },
    publicity: { zh: '政策宣传', en: 'publicity' },
    training: { zh: '培训', en: 'training' },
    responsibility: { zh: '责任分工', en: 'responsibilities' }
  },
  'duty-topic': {
    policy: { zh: '救助政策', en: 'assistance policy' },
    supervision: { zh: '监管制度', en: 'supervision' }
  },
  'duty-record-state': {
    filed: { zh: '已填报', en: 'filed' },
    withdrawn: { zh: '已撤回', en: 'withdrawn' }
  },
  'duty-review': {
    open: { zh: '待确认', en: 'not yet reviewed' },
    confirmed: { zh: '已确认', en: 'confirmed' },
    returned: { zh: '已退回', en: 'returned' }
  },
  'duty-state': {
    met: { zh: '已履行', en: 'met' },
    running: { zh: '期限未到', en: 'still running' },
    missed: { zh: '未履行', en: 'missed' },
    'not-required': { zh: '不作要求', en: 'not required' }
  },
  'duty-record-step': {
    change: { zh: '变更', en: 'change the record' },
    withdraw: { zh: '撤回', en: 'withdraw the record' },
    confirm: { zh: '确认', en: 'confirm the record' },
    return: { zh: '退回', en: 'return the record' }
  }
} as const

export const refuse = refusals(wordings, labels)

export type Kind = keyof (typeof labels)['duty-kind']
export type Topic = keyof (typeof labels)['duty-topic']
export type State = keyof (typeof labels)['duty-record-state']
export type Review = keyof (typeof labels)['duty-review']
export type Standing = keyof (typeof labels)['duty-state']
export const kinds = keysOf(labels['duty-kind'])
export const topics = keysOf(labels['duty-topic'])
export const states = keysOf(labels['duty-record-state'])
export const reviews = keysOf(labels['duty-review'])
export const standings = keysOf(labels['duty-state'])
