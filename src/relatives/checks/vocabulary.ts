import { refusals, type Wordings } from '../../platform/errors/refusal.ts'

export const checkWordings = {
  'relative-check-not-found': {
    status: 404,
    title: {
      zh: '近亲属备案检查不存在或无权查看',
      en: 'The check of near relatives does not exist or is not visible to you'
    }
  },
  'relative-check-early': {
    status: 422,
    title: { zh: '该月尚未开始，不能检查', en: 'The month has not begun and cannot be checked' },
    detail: {
      zh: '请在该月开始后检查，或改选月份。',
      en: 'Wait until the month has begun, or choose another one.'
    }
  },
  'relative-check-day': {
    status: 422,
    title: {
      zh: '检查日期应在{from}至{to}之间',
      en: 'The day of the check must lie between {from} and {to}'
    },
    detail: {
      zh: '请改填该月第一日以后、今日以前的日期，或不填。',
      en: 'Enter a day from the first day of the month until today, or leave it out.'
    }
  },
  'relative-check-frozen': {
    status: 409,
    title: {
      zh: '近亲属备案检查一经作出不得更改',
      en: 'A check of near relatives cannot be changed once it is made'
    },
    detail: { zh: '如数据已更正，请重新检查。', en: 'If the data has been corrected, make a new check.' },
    constraint: 'relative_check_keep'
  },
  'relative-check-moved': {
    status: 409,
    title: { zh: '检查单位刚刚调整', en: 'The unit that makes the check has just been moved' },
    detail: { zh: '请重试。', en: 'Try again.' },
    constraint: 'relative_check_place_fkey'
  },
  'relative-check-sound': {
    status: 422,
    title: { zh: '该检查没有此类异常', en: 'The check has no exceptions of this type' },
    detail: { zh: '请改选检查中列出的异常类型。', en: 'Choose a type that the check lists.' }
  },
  'relative-check-own': {
    status: 422,
    title: {
      zh: '此类异常均属本单位或已撤销的单位，不能登记为下级单位的问题',
      en: 'All exceptions of this type belong to your own unit or to units that no longer exist'
    },
    detail: {
      zh: '只有下级单位的异常可以登记为问题。',
      en: 'Only exceptions of units below yours can be recorded as findings.'
    }
  },
  'relative-check-finding-exists': {
    status: 409,
    title: {
      zh: '该类异常已登记为该单位的问题',
      en: 'The exceptions of this type have already been recorded as a finding at the unit'
    },
    detail: { zh: '请查阅已登记的问题。', en: 'See the finding that exists.' },
    constraint: 'relative_check_finding_pkey'
  }
} satisfies Wordings

export const refuse = refusals(checkWordings)
