import { refusals, type Wordings } from '../../platform/refusal.ts'

export const staffWordings = {
  'staff-not-found': {
    status: 404,
    title: { zh: '检查人员不存在或无权查看', en: 'The person is not on the register, or not for you' }
  },
  'conflict-twice': {
    status: 422,
    title: { zh: '同一回避单位出现多次', en: 'A unit to stay away from is named twice' },
    constraint: 'staff_conflict_pkey'
  }
} satisfies Wordings

export const refuse = refusals(staffWordings)
