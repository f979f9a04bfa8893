import { refusals, type Wordings } from '../platform/errors/refusal.ts'
import { keysOf } from '../platform/values/keys.ts'

export const wordings = {
  'notice-not-found': {
    status: 404,
    title: { zh: '通报不存在或无权查看', en: 'The notice does not exist or is not visible to you' }
  },
  'notice-from-above': {
    status: 403,
    title: { zh: '只有上级单位可以通报', en: 'Only a unit above may issue a notice' },
    detail: {
      zh: '单位{unit}不是单位{issuer}的下级，请只列其下级单位。',
      en: 'Unit {unit} does not lie below unit {issuer}. Address only units below it.'
    }
  },
  'notice-not-issuer': {
    status: 403,
    title: {
      zh: '只有下发通报的单位及其上级可以办理',
      en: 'Only the issuing unit and the units above it may take this step'
    },
    detail: {
      zh: '通报由单位{issuer}下发，被通报单位只能答复。',
      en: 'Unit {issuer} issued the notice. An addressed unit may only answer it.'
    }
  },
  'notice-not-yours': {
    status: 403,
    title: { zh: '只有被通报单位可以答复', en: 'Only an addressed unit may answer the notice' },
    detail: {
      zh: '单位{unit}未被通报，或者不是本单位。请以本单位名义答复下发给本单位的通报。',
      en:
        'Unit {unit} is not addressed, or is not your own unit. Answer for your own unit, and only a ' +
        'notice issued to it.'
    }
  },
  'notice-step': {
    status: 409,
    title: { zh: '通报现状不允许此操作', en: 'The status of the notice does not allow this step' },
    detail: {
      zh: '通报现为{state:notice-state}，不能{step:notice-step}。',
      en: 'The status of the notice is "{state:notice-state}". You cannot {step:notice-step} it now.'
    }
  },
  'notice-answers-open': {
    status: 409,
    title: {
      zh: '尚有答复未认可，不能办结',
      en: 'The notice cannot be closed while answers are open'
    },
    detail: {
      zh: '尚有{open}个单位的答复未认可，请先认可全部答复。',
      en: 'The answers of {open} unit(s) have not been accepted. Accept all answers first.'
    }
  },
  'notice-answer-by': {
    status: 422,
    title: { zh: '答复期限不当', en: 'The last day for the answers is not possible' },
    detail: {
      zh: '答复期限应在{today}之后，且不超过{most}日。',
      en: 'The last day must be after {today}, and at most {most} days later.'
    }
  },
  'addressee-unknown': {
    status: 422,
    title: {
      zh: '被通报单位不存在或无权查看',
      en: 'The addressed unit does not exist or is not visible to you'
    },
    detail: {
      zh: '请填写本单位辖区内的单位代码。',
      en: 'Give codes of units below your own.'
    }
  },
  'addressee-twice': {
    status: 422,
    title: { zh: '同一被通报单位列了两次', en: 'A unit is addressed twice' },
    detail: { zh: '每个被通报单位只列一次。', en: 'Name each addressed unit once.' }
  },
  'addressee-retired': {
    status: 422,
    title: { zh: '被通报单位已撤销', en: 'The addressed unit has ended' },
    detail: {
      zh: '单位{unit}已撤销，请改列承继单位。',
      en: 'Unit {unit} has been abolished. Address its successor instead.'
    }
  },
  'addressees-none': {
    status: 422,
    title: { zh: '该范围内没有可通报的单位', en: 'There is no unit to address in this subtree' },
    detail: {
      zh: '请另选通报范围，或逐一列出被通报单位。',
      en: 'Choose another subtree, or name the units one by one.'
    }
  },
  'notice-answer-not-found': {
    status: 404,
    title: { zh: '答复不存在或无权查看', en: 'The answer does not exist or is not visible to you' }
  },
  'notice-answer-step': {
    status: 409,
    title: { zh: '答复现状不允许此操作', en: 'The status of the answer does not allow this step' },
    detail: {
      zh: '答复现为{state:notice-answer-state}，不能{step:notice-answer-step}。',
      en:
        'The status of the answer is "{state:notice-answer-state}". You cannot {step:notice-answer-step} ' +
        'it now.'
    }
  }
} satisfies Wordings

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
  },
  'notice-step': {
    change: { zh: '修改', en: 'change' },
    issue: { zh: '下发', en: 'issue' },
    close: { zh: '办结', en: 'close' },
    withdraw: { zh: '撤回', en: 'withdraw' },
    answer: { zh: '答复', en: 'answer' }
  },
  'notice-answer-step': {
    give: { zh: '提交', en: 'give' },
    accept: { zh: '认可', en: 'accept' },
    'send-back': { zh: '退回', en: 'send back' }
  }
} as const

export const refuse = refusals(wordings, labels)

export type State = keyof (typeof labels)['notice-state']
export type AnswerState = keyof (typeof labels)['notice-answer-state']

export const states = keysOf(labels['notice-state'])
export const answerStates = keysOf(labels['notice-answer-state'])
