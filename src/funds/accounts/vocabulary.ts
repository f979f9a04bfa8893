import type { Wordings } from '../../platform/errors/refusal.ts'

export const accountWordings = {
  'fund-account-not-found': {
    status: 404,
    title: { zh: '专户不存在或无权查看', en: 'The account does not exist, or not for you' }
  },
  'fund-account-exists': {
    status: 409,
    title: {
      zh: '该单位该项目在此期间已有专户',
      en: 'The unit has a special account for that programme in that time'
    },
    constraint: 'fund_account_overlap'
  },
  'fund-account-closed': { status: 409, title: { zh: '专户已销户', en: 'The account is closed already' } },
  'fund-account-ends-early': {
    status: 422,
    title: { zh: '失效日期应晚于启用日期', en: 'It ends after the day on which it begins' }
  },
  'fund-account-unit-level': {
    status: 422,
    title: { zh: '村（社区）不开设专户', en: 'A village keeps no special account' }
  },
  'fund-account-unit-invalid': {
    status: 422,
    title: { zh: '该单位在启用之日不存在或已撤销', en: 'The unit was not valid on the first day' }
  },
  'fund-account-unit-moved': {
    status: 409,
    title: { zh: '开户单位刚刚调整，请重试', en: 'The unit has just moved; try again' },
    constraint: 'fund_account_place_fkey'
  }
} satisfies Wordings
