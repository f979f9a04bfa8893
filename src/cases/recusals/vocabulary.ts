import type { Wordings } from '../../platform/errors/refusal.ts'

export const recusalWordings = {
  'recusal-by-leader': {
    status: 403,
    title: { zh: '只有负责人可以决定他人回避', en: 'Only a leader sends somebody else aside' }
  },
  'recusal-of-others': {
    status: 422,
    title: {
      zh: '此人未在本单位辖区内经办该信访件',
      en: 'Nobody of that name has had a hand in the case from within your unit'
    }
  },
  'already-recused': {
    status: 409,
    title: { zh: '已经回避', en: 'That person stepped aside already' },
    constraint: 'recusal_pkey'
  },
  'not-recused': {
    status: 409,
    title: { zh: '此人没有回避', en: 'That person has not stepped aside' }
  },
  'readmission-from-above': {
    status: 403,
    title: { zh: '只有作出回避决定单位的上级可以解除', en: 'Only a unit above lets somebody in again' },
    detail: { zh: '回避由单位 {unit} 作出。', en: 'It was by unit {unit} that he stepped aside.' }
  }
} satisfies Wordings
