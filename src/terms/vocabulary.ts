import { refusals, type Sentence, type Wordings } from '../platform/errors/refusal.ts'

export const wordings = {
  'start-outside-calendar': {
    status: 422,
    title: { zh: '起算日不在日历范围内', en: 'The calendar does not reach that day' },
    detail: { zh: '日历自 {first} 年至 {last} 年。', en: 'The calendar goes from {first} to {last}.' }
  },
  'term-met': {
    status: 409,
    title: { zh: '该事项已办结，期限不再变更', en: 'The term has been met already' }
  },
  'extension-unknown': {
    status: 422,
    title: { zh: '该期限不可延长', en: 'This term cannot be extended' }
  },
  'extension-too-long': {
    status: 422,
    title: { zh: '延长超过上限', en: 'The extension is too long' },
    detail: { zh: '至多延长 {most} 日。', en: 'At most {most} days.' }
  },
  'extension-twice': {
    status: 409,
    title: { zh: '期限只能延长一次', en: 'A term can be extended only once' }
  },
  'exclusion-incomplete': {
    status: 422,
    title: {
      zh: '不计入期间须同时给出起止日期',
      en: 'Days that do not count need both their first and last day'
    }
  },
  'exclusion-backwards': {
    status: 422,
    title: { zh: '不计入期间的止日早于起日', en: 'The last day lies before the first' }
  },
  'exclusion-outside-term': {
    status: 422,
    title: { zh: '不计入期间须在期限之内', en: 'Days that do not count must lie within the term' },
    detail: {
      zh: '期限自 {startedOn} 次日起，至 {dueOn} 止。',
      en: 'The term runs from the day after {startedOn} to {dueOn}.'
    }
  },
  'exclusion-overlaps': {
    status: 409,
    title: { zh: '不计入期间与已有的重叠', en: 'These days overlap with others that do not count' }
  },
  'exclusion-too-long': {
    status: 422,
    title: { zh: '不计入期间过长', en: 'These are too many days' },
    detail: {
      zh: '合计不得超过期限本身的 {most} 日。',
      en: 'In all, no more than the {most} days of the term itself.'
    }
  }
} satisfies Wordings

export const refuse = refusals(wordings)

export const labels = {
  'term-rule': {
    'case.notify': { zh: '告知受理情况', en: 'notice whether the case is accepted' },
    'case.object': { zh: '对转送提出异议', en: 'objection to a case forwarded' },
    'case.conclude': { zh: '办结', en: 'conclusion of the case' },
    'case.extend': { zh: '办理期限的延长', en: 'extension of the time to conclude' },
    'case.review-request': { zh: '请求复查', en: 'request for a review' },
    'case.review': { zh: '作出复查意见', en: 'opinion on the review' },
    'case.recheck-request': { zh: '请求复核', en: 'request for a re-examination' },
    'case.recheck': { zh: '作出复核意见', en: 'opinion on the re-examination' },
    'case.enquiry': { zh: '答复咨询', en: 'answer to an enquiry' },
    'disbursement.pay': { zh: '按月发放救助金', en: 'payment of a month to its recipients' },
    'letter.answer': { zh: '书面反馈督办结果', en: 'written answer to a letter of supervision' },
    'referral.hand-over': { zh: '线索移交', en: 'handing over of a clue' },
    'allocation.hand-down': { zh: '资金下达', en: 'handing down of an allocation' },
    rectification: { zh: '整改', en: 'rectification' }
  },
  /** The event that a term begins with. A rule that is not listed begins on a day that its user states. */
  'term-trigger': {
    'case.notify': { zh: '收到之日', en: 'the receipt of the case' },
    'case.object': { zh: '收到转送之日', en: 'the receipt of the case forwarded' },
    'case.conclude': { zh: '受理之日', en: 'the acceptance of the case' },
    'case.review-request': { zh: '收到书面答复之日', en: 'the receipt of the written reply' },
    'case.review': { zh: '收到复查请求之日', en: 'the receipt of the request for a review' },
    'case.recheck-request': { zh: '收到复查意见之日', en: 'the receipt of the opinion on the review' },
    'case.recheck': { zh: '收到复核请求之日', en: 'the receipt of the request for a re-examination' },
    'case.enquiry': { zh: '收到之日', en: 'the receipt of the enquiry' },
    'disbursement.pay': { zh: '上月末日', en: 'the last day of the month before' },
    'letter.answer': { zh: '督办函发出之日', en: 'the day on which the letter was sent' },
    'referral.hand-over': { zh: '登记移交之日', en: 'the day of the referral' },
    'allocation.hand-down': { zh: '收到资金之日', en: 'the receipt of the money' },
    rectification: { zh: '提出整改要求之日', en: 'the demand for rectification' }
  },
  'term-state': {
    running: { zh: '进行中', en: 'running' },
    met: { zh: '按期', en: 'met' },
    missed: { zh: '逾期', en: 'missed' }
  },
  'term-skip': {
    'day-off': { zh: '周末', en: 'weekend' },
    holiday: { zh: '节假日', en: 'public holiday' },
    excluded: { zh: '不计入期间', en: 'days that do not count' }
  },
  'day-unit': {
    calendar: { zh: '日', en: 'calendar days' },
    working: { zh: '个工作日', en: 'working days' }
  }
} as const

export type TermState = keyof (typeof labels)['term-state']
export type Skip = keyof (typeof labels)['term-skip']
export type DayUnit = keyof (typeof labels)['day-unit']

/** What a term by a rule begins with, where the rule says so. */
export function triggerOf(rule: string): Sentence | undefined {
  const triggers: Record<string, Sentence> = labels['term-trigger']
  return triggers[rule]
}

/** What a rule is called. One that only a policy file knows is called by its identifier. */
export function nameOf(rule: string): Sentence {
  const names: Record<string, Sentence> = labels['term-rule']
  return names[rule] ?? { zh: rule, en: rule }
}
