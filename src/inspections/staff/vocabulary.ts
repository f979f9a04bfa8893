import { refusals, type Wordings } from '../../platform/errors/refusal.ts'

export const staffWordings = {
  'staff-not-found': {
    status: 404,
    title: {
      zh: '检查人员不存在或无权查看',
      en: 'The person is not on the register or is not visible to you'
    }
  },
  'conflict-unit-unknown': {
    status: 422,
    title: { zh: '回避单位不存在', en: 'The unit of a conflict of interest does not exist' },
    detail: {
      zh: '本省没有代码为{code}的单位，请核对代码。',
      en: 'The province has no unit with the code {code}. Check the code.'
    }
  },
  'conflict-twice': {
    status: 422,
    title: { zh: '同一回避单位列了两次', en: 'A unit of a conflict of interest is named twice' },
    detail: { zh: '每个回避单位只列一次。', en: 'Name each unit once.' },
    constraint: 'staff_conflict_pkey'
  }
} satisfies Wordings

export const refuse = refusals(staffWordings)

export const staffLabels = {
  'staff-step': {
    change: { zh: '变更', en: 'change' }
  }
} as const
