import type { Wordings } from '../../platform/errors/refusal.ts'

export const checkWordings = {
  'fund-check-not-found': {
    status: 404,
    title: { zh: '资金检查不存在或无权查看', en: 'The fund check does not exist, or not for you' }
  },
  'fund-check-early': {
    status: 422,
    title: { zh: '该月尚未开始，无可检查', en: 'The month has not begun: there is nothing to check' }
  },
  'fund-check-empty': {
    status: 409,
    title: { zh: '名册与发放明细均未上传', en: 'Neither a roster nor payments were uploaded' }
  },
  'fund-check-frozen': {
    status: 409,
    title: { zh: '资金检查一经作出不得更改', en: 'A fund check stays as it was made' },
    constraint: 'fund_check_keep'
  },
  'fund-check-moved': {
    status: 409,
    title: { zh: '单位刚刚调整，请重试', en: 'The unit has just moved; try again' },
    constraint: 'fund_check_place_fkey'
  },
  'fund-check-sound': {
    status: 422,
    title: { zh: '该检查没有此类异常', en: 'The check came across no such exception' }
  },
  'fund-check-own': {
    status: 422,
    title: {
      zh: '此类异常均属本单位或已撤销的单位，不能登记为下级单位的问题',
      en: 'All such exceptions are of your own unit, or of units that are no longer there'
    }
  },
  'fund-check-finding-exists': {
    status: 409,
    title: {
      zh: '该类异常已登记为该单位的问题',
      en: 'A finding has been made from the exceptions of that type at the unit'
    },
    constraint: 'fund_check_finding_pkey'
  }
} satisfies Wordings
