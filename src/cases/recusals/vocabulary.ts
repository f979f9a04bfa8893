import type { Wordings } from '../../platform/errors/refusal.ts'

export const recusalWordings = {
  'recusal-by-leader': {
    status: 403,
    title: {
      zh: '只有负责人可以决定他人回避',
      en: 'Only a leader may exclude another person from a case'
    },
    detail: {
      zh: '请由负责人决定，或由其本人申请回避。',
      en: 'A leader has to decide, or the person steps aside themselves.'
    }
  },
  'recusal-of-others': {
    status: 422,
    title: {
      zh: '此人未在本单位辖区内经办该信访件',
      en: 'This person has not worked on the case within your unit'
    },
    detail: {
      zh: '只能决定在本单位辖区内经办过该信访件的人员回避。',
      en: 'You may exclude only people who worked on the case within your unit.'
    }
  },
  'already-recused': {
    status: 409,
    title: { zh: '此人已经回避', en: 'This person has already stepped aside' },
    detail: {
      zh: '无需再次登记。需要恢复其办理的，由上级单位撤销回避。',
      en: 'Nothing is to be done. A unit above can readmit the person.'
    },
    constraint: 'recusal_pkey'
  },
  'not-recused': {
    status: 409,
    title: { zh: '此人没有回避', en: 'This person has not stepped aside' },
    detail: { zh: '请核对回避人。', en: 'Check the person.' }
  },
  'readmission-from-above': {
    status: 403,
    title: {
      zh: '只有作出回避决定单位的上级可以解除',
      en: 'Only a unit above the one that decided on the recusal may lift it'
    },
    detail: {
      zh: '回避由单位{unit}作出，请报其上级单位解除。',
      en: 'Unit {unit} decided on the recusal. Ask a unit above it to lift the recusal.'
    }
  }
} satisfies Wordings
