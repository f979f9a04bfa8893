import { refusals, type Wordings } from '../platform/errors/refusal.ts'

export const wordings = {
  'notice-not-found': {
    status: 404,
    title: { zh: '通报不存在或无权查看', en: 'The notice does not exist, or not for you' }
  },
  'notice-from-above': {
    status: 403,
    title: { zh: '只有上级单位可以通报', en: 'A notice comes from a unit above' },
    detail: {
      zh: '单位 {unit} 不是单位 {issuer} 的下级，不能向其下发通报。',
      en: 'Unit {unit} does not stand below unit {issuer}, which cannot issue a notice to it.'
    }
  },
  'notice-not-issuer': {
    status: 403,
    title: { zh: '只有下发通报的单位及其上级可以办理', en: 'That is for the unit that issued the notice' },
    detail: {
      zh: '通报由单位 {issuer} 下发，被通报单位只能答复。',
      en: 'Unit {issuer} issued the notice; who is addressed answers, and does nothing else with it.'
    }
  },
  'notice-not-yours': {
    status: 403,
    title: { zh: '只有被通报单位可以答复', en: 'Only the unit that is addressed answers a notice' },
    detail: {
      zh: '单位 {unit} 未被通报，或者不是本单位。',
      en: 'Unit {unit} is not addressed, or is not your own.'
    }
  },
  'notice-step': {
    status: 409,
    title: { zh: '通报现状不允许此操作', en: 'The notice is not at this step' },
    detail: { zh: '通报现为 {state}，不能 {step}。', en: 'A notice that is {state} cannot be {step}.' }
  },
  'notice-answers-open': {
    status: 409,
    title: { zh: '尚有答复未认可，不能办结', en: 'Answers are open: the notice cannot be closed' },
    detail: { zh: '尚有 {open} 个单位的答复未认可。', en: 'Of {open} units no answer has been accepted.' }
  },
  'notice-answer-by': {
    status: 422,
    title: { zh: '答复期限不当', en: 'The answer cannot be asked for by that day' },
    detail: {
      zh: '答复期限须在 {today} 之后，且不超过 {most} 日。',
      en: 'It must be a day after {today}, at most {most} days later.'
    }
  },
  'addressee-unknown': {
    status: 422,
    title: { zh: '被通报单位不存在或无权查看', en: 'The addressed unit does not exist, or not for you' }
  },
  'addressee-twice': {
    status: 422,
    title: { zh: '同一被通报单位列了两次', en: 'A unit is addressed twice' }
  },
  'addressee-retired': {
    status: 422,
    title: { zh: '被通报单位已撤销', en: 'The addressed unit is retired' },
    detail: { zh: '单位 {unit} 已撤销。', en: 'Unit {unit} is retired.' }
  },
  'addressees-none': {
    status: 422,
    title: { zh: '该范围内没有可通报的单位', en: 'There is nobody to address' }
  },
  'notice-answer-not-found': {
    status: 404,
    title: { zh: '答复不存在或无权查看', en: 'The answer does not exist, or not for you' }
  },
  'notice-answer-step': {
    status: 409,
    title: { zh: '答复现状不允许此操作', en: 'The answer is not at this step' },
    detail: { zh: '答复现为 {state}，不能 {step}。', en: 'An answer that is {state} cannot be {step}.' }
  }
} satisfies Wordings

export const refuse = refusals(wordings)

export const labels = {
  'notice-state': {
    draft: { zh: '草稿', en: 'draft' },
    issued: { zh: '已下发', en: 'issued' },
    closed: { zh: '已办结', en: 'closed' },
    withdrawn: { zh: '已撤回', en: 'withdrawn' }
  },
  'notice-answer-state': {
    awaited: { zh: '待答复', en: 'awaited' },
    given: { zh: '已答复', en: 'given' },
    accepted: { zh: '已认可', en: 'accepted' }
  }
} as const

export type State = keyof (typeof labels)['notice-state']
export type AnswerState = keyof (typeof labels)['notice-answer-state']

export const states = Object.keys(labels['notice-state']) as State[]
export const answerStates = Object.keys(labels['notice-answer-state']) as AnswerState[]
