import type { Wordings } from '../../platform/errors/refusal.ts'

export const accountWordings = {
  'fund-account-not-found': {
    status: 404,
    title: { zh: '专户不存在或无权查看', en: 'The account does not exist or is not visible to you' }
  },
  'fund-account-exists': {
    status: 409,
    title: {
      zh: '该单位该项目在此期间已有专户',
      en: 'The unit already has a special account for that programme in that period'
    },
    detail: {
      zh: '请先销户或修改已有专户的失效日期。',
      en: 'Close the account that exists, or change its end date first.'
    },
    constraint: 'fund_account_overlap'
  },
  'fund-account-closed': {
    status: 409,
    title: { zh: '专户已销户', en: 'The account has already been closed' },
    detail: { zh: '已销户的专户不能再变更。', en: 'A closed account can no longer be changed.' }
  },
  'fund-account-ends-early': {
    status: 422,
    title: {
      zh: '失效日期应晚于启用日期',
      en: 'The account would end on or before the day on which it begins'
    },
    detail: { zh: '请核对两个日期。', en: 'Give an end date that lies after the first day.' }
  },
  'fund-account-unit-level': {
    status: 422,
    title: { zh: '村（社区）不开设专户', en: 'A village cannot hold a special account' },
    detail: { zh: '请改选乡级以上单位。', en: 'Choose a township or a higher unit.' }
  },
  'fund-account-unit-invalid': {
    status: 422,
    title: {
      zh: '该单位在启用之日不存在或已撤销',
      en: 'The unit was not in office on the first day of the account'
    },
    detail: { zh: '请核对单位和启用日期。', en: 'Check the unit and the first day.' }
  },
  'fund-account-unit-moved': {
    status: 409,
    title: { zh: '开户单位刚刚调整', en: 'The unit of the account has just been moved' },
    detail: { zh: '请重试。', en: 'Try again.' },
    constraint: 'fund_account_place_fkey'
  }
} satisfies Wordings
