import { refusals, type Sentence, type Wordings } from '../platform/errors/refusal.ts'

export const wordings = {
  'start-outside-calendar': {
    status: 422,
    title: { zh: '起算日不在日历范围内', en: 'The start date is outside the calendar' },
    detail: {
      zh: '日历自{first}年至{last}年，请改选日期。',
      en: 'Calendars exist from {first} to {last}. Choose a date in these years.'
    }
  },
  'term-met': {
    status: 409,
    title: { zh: '该事项已办结，期限不再变更', en: 'The term has been met and can no longer change' },
    detail: {
      zh: '办结后无须延长或扣除期限。',
      en: 'Once it is met, nothing needs to be extended or excluded.'
    }
  },
  'extension-unknown': {
    status: 422,
    title: { zh: '该期限不可延长', en: 'This term cannot be extended' },
    detail: { zh: '请在期限届满前办结。', en: 'Finish the matter before the term ends.' }
  },
  'extension-too-long': {
    status: 422,
    title: { zh: '延长超过上限', en: 'The extension is too long' },
    detail: {
      zh: '至多延长{most}日，请缩短延长的天数。',
      en: 'The term may be extended by at most {most} days. Give fewer days.'
    }
  },
  'extension-twice': {
    status: 409,
    title: { zh: '期限只能延长一次', en: 'The term has already been extended; that is possible only once' },
    detail: { zh: '请在延长后的期限内办结。', en: 'Finish the matter within the extended term.' }
  },
  'exclusion-incomplete': {
    status: 422,
    title: {
      zh: '不计入期间须同时给出起止日期',
      en: 'An excluded period needs both its first and its last day'
    },
    detail: { zh: '请补充起日或止日。', en: 'Add the missing day.' }
  },
  'exclusion-backwards': {
    status: 422,
    title: { zh: '不计入期间的止日早于起日', en: 'The excluded period ends before it begins' },
    detail: { zh: '请核对起止日期。', en: 'Check both days.' }
  },
  'exclusion-outside-term': {
    status: 422,
    title: { zh: '不计入期间须在期限之内', en: 'The excluded period is not within the term' },
    detail: {
      zh: '期限自{startedOn}次日起，至{dueOn}止，请填写其间的日期。',
      en: 'The term runs from the day after {startedOn} to {dueOn}. Give days within it.'
    }
  },
  'exclusion-overlaps': {
    status: 409,
    title: { zh: '不计入期间与已有的重叠', en: 'The excluded period overlaps with another one' },
    detail: { zh: '请填写尚未扣除的日期。', en: 'Give days that are not excluded yet.' }
  },
  'exclusion-too-long': {
    status: 422,
    title: { zh: '不计入期间过长', en: 'The excluded periods are too long' },
    detail: {
      zh: '各段合计不得超过期限本身的{most}日，请缩短。',
      en: 'Together they may have at most the {most} days of the term itself. Shorten the period.'
    }
  }
} satisfies Wordings

export const refuse = refusals(wordings)

export const labels = {
  'term-rule': {
    'case.notify': { zh: '告知受理情况', en: 'notification whether the case is accepted' },
    'case.object': { zh: '对转送提出异议', en: 'objection to a forwarded case' },
    'case.conclude': { zh: '办结', en: 'conclusion of the case' },
    'case.extend': { zh: '办理期限的延长', en: 'extension of the term for conclusion' },
    'case.review-request': { zh: '请求复查', en: 'request for a review' },
    'case.review': { zh: '作出复查意见', en: 'opinion on the review' },
    'case.recheck-request': { zh: '请求复核', en: 'request for a re-examination' },
    'case.recheck': { zh: '作出复核意见', en: 'opinion on the re-examination' },
    'case.enquiry': { zh: '答复咨询', en: 'answer to an enquiry' },
    'disbursement.pay': { zh: '按月发放救助金', en: 'monthly payment to the recipients' },
    'disclosure.website': { zh: '网站公开救助对象', en: 'publication of the recipients on the website' },
    'disclosure.website-limit': {
      zh: '网站公开救助对象（法定最长期限）',
      en: 'publication of the recipients on the website, limit of the statute'
    },
    'disclosure.review': { zh: '审核公示', en: 'public notice of applications under review' },
    'disclosure.review-temporary': {
      zh: '临时救助审核公示',
      en: 'public notice of applications for temporary assistance'
    },
    'letter.answer': { zh: '书面反馈督办结果', en: 'written answer to a letter of supervision' },
    'referral.hand-over': { zh: '线索移交', en: 'handover of a clue' },
    'allocation.hand-down': { zh: '资金下达', en: 'allocation of funds to lower units' },
    rectification: { zh: '整改', en: 'rectification' },
    'relative.file': { zh: '近亲属备案', en: 'filing of a near relative' },
    'relative.end': { zh: '近亲属备案的注销', en: 'end of the filing of a near relative' },
    'channels.confirm': {
      zh: '举报电话和网络渠道的确认',
      en: 'confirmation of hotlines and online channels'
    },
    'deployment.study': { zh: '上级部署的研究', en: 'study of a deployment' }
  },
  /** The event that a term begins with. A rule that is not listed begins on a day that its user states. */
  'term-trigger': {
    'case.notify': { zh: '收到之日', en: 'the receipt of the case' },
    'case.object': { zh: '收到转送之日', en: 'the receipt of the forwarded case' },
    'case.conclude': { zh: '受理之日', en: 'the acceptance of the case' },
    'case.review-request': { zh: '收到书面答复之日', en: 'the receipt of the written reply' },
    'case.review': { zh: '收到复查请求之日', en: 'the receipt of the request for a review' },
    'case.recheck-request': { zh: '收到复查意见之日', en: 'the receipt of the opinion on the review' },
    'case.recheck': { zh: '收到复核请求之日', en: 'the receipt of the request for a re-examination' },
    'case.enquiry': { zh: '收到之日', en: 'the receipt of the enquiry' },
    'disbursement.pay': { zh: '上月末日', en: 'the last day of the month before' },
    'disclosure.website': { zh: '当月名册形成之日', en: 'the upload of the roster of the month' },
    'disclosure.website-limit': { zh: '当月名册形成之日', en: 'the upload of the roster of the month' },
    'disclosure.review': { zh: '张贴之日', en: 'the posting of the notice' },
    'disclosure.review-temporary': { zh: '张贴之日', en: 'the posting of the notice' },
    'letter.answer': { zh: '督办函发出之日', en: 'the day on which the letter was sent' },
    'referral.hand-over': { zh: '登记移交之日', en: 'the day of the referral' },
    'allocation.hand-down': { zh: '收到资金之日', en: 'the receipt of the funds' },
    rectification: { zh: '提出整改要求之日', en: 'the demand for rectification' },
    'relative.file': {
      zh: '领取救助、任职之日中较晚之日',
      en: 'the first day on a roster or in the post, the later of the two'
    },
    'relative.end': {
      zh: '最后一个领取月份的末日或者离任之日',
      en: 'the last day of the last month on a roster, or the departure from the post'
    },
    'channels.confirm': { zh: '最近一次变更或者确认之日', en: 'the last change or confirmation' },
    'deployment.study': { zh: '文件印发之日', en: 'the date of the document' }
  },
  'term-state': {
    running: { zh: '进行中', en: 'running' },
    met: { zh: '按期', en: 'met' },
    missed: { zh: '逾期', en: 'missed' }
  },
  'term-skip': {
    'day-off': { zh: '周末', en: 'weekend' },
    holiday: { zh: '节假日', en: 'public holiday' },
    excluded: { zh: '不计入期间', en: 'excluded period' }
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
