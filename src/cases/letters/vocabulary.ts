import type { Wordings } from '../../platform/errors/refusal.ts'

export const letterWordings = {
  'letter-not-found': {
    status: 404,
    title: { zh: '催办（督办）函不存在或无权查看', en: 'The letter does not exist, or not for you' }
  },
  'letter-from-above': {
    status: 403,
    title: { zh: '只有上级单位可以催办、督办', en: 'Such a letter comes from a unit above' },
    detail: {
      zh: '现由单位 {unit} 办理，须由其上级单位催办、督办。',
      en: 'It is the turn of unit {unit}; only a unit above it writes to it.'
    }
  },
  'letter-case-over': {
    status: 409,
    title: { zh: '信访件已不在办理，不能催办、督办', en: 'The case is over: there is nothing to press for' },
    detail: { zh: '信访件现为 {state}。', en: 'The case is {state}.' }
  },
  'letter-for-others': {
    status: 403,
    title: { zh: '只有收函单位可以反馈', en: 'Only the unit it is addressed to answers a letter' },
    detail: { zh: '该函发给单位 {unit}。', en: 'It is addressed to unit {unit}.' }
  },
  'letter-answered': {
    status: 409,
    title: { zh: '已经反馈', en: 'The letter has been answered already' }
  }
} satisfies Wordings
