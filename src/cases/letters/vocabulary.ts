import type { Wordings } from '../../platform/errors/refusal.ts'

export const letterWordings = {
  'letter-not-found': {
    status: 404,
    title: { zh: '催办（督办）函不存在或无权查看', en: 'The letter does not exist or is not visible to you' }
  },
  'letter-from-above': {
    status: 403,
    title: { zh: '只有上级单位可以催办、督办', en: 'Only a unit above may issue a letter' },
    detail: {
      zh: '现由单位{unit}办理，须由其上级单位催办、督办。',
      en: 'Unit {unit} has to take the next step. Only a unit above it may issue a letter to it.'
    }
  },
  'letter-case-over': {
    status: 409,
    title: {
      zh: '信访件已不在办理，不能催办、督办',
      en: 'The case is no longer being handled, so no letter can be issued'
    },
    detail: {
      zh: '信访件现为{state:case-state}，不能催办、督办。',
      en: 'The status of the case is "{state:case-state}". You cannot issue a letter about it now.'
    }
  },
  'letter-for-others': {
    status: 403,
    title: { zh: '只有收函单位可以反馈', en: 'Only the addressed unit may answer a letter' },
    detail: {
      zh: '该函应由单位{unit}反馈。',
      en: 'Unit {unit} has to answer this letter.'
    }
  },
  'letter-answered': {
    status: 409,
    title: { zh: '该函已经反馈', en: 'The letter has already been answered' },
    detail: { zh: '每件函件只反馈一次。', en: 'A letter is answered once.' }
  }
} satisfies Wordings
