import { refusals, type Wordings } from '../../platform/errors/refusal.ts'

export const staffWordings = {
  'staff-not-found': {
    status: 404,
    title: { zh: '检查人员不存在或无权查看', en: 'The person is not on the register, or not for you' }
  },
  'conflict-unit-unknown': {
    status: 422,
    title: { zh: '回避单位不存在', en: 'There is no such unit to stay away from' },
    detail: {
      zh: '本省没有代码为 {code} 的单位，请核对代码。',
      en: 'The province has no unit with the code {code}; check the code.'
    }
  },
  'conflict-twice': {
    status: 422,
    title: { zh: '同一回避单位出现多次', en: 'A unit to stay away from is named twice' },
    constraint: 'staff_conflict_pkey'
  }
} satisfies Wordings

export const refuse = refusals(staffWordings)
