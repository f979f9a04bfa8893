import { refusals, type Wordings } from '../platform/errors/refusal.ts'

export const wordings = {
  'interview-not-found': {
    status: 404,
    title: { zh: '约谈不存在或无权查看', en: 'The interview does not exist, or not for you' }
  },
  'interviewee-not-below': {
    status: 422,
    title: { zh: '只能约谈下级单位主要负责人', en: 'Only the principal of a unit below is interviewed' },
    detail: { zh: '被约谈单位不在 {unit} 辖区之下。', en: 'That unit does not stand below {unit}.' }
  },
  'interviewee-retired': {
    status: 422,
    title: { zh: '被约谈单位已撤销', en: 'The unit has been retired: it has no principal' }
  },
  'interview-not-yours': {
    status: 403,
    title: {
      zh: '只有约谈单位及其上级可以办理',
      en: 'An interview is in the hands of the unit that called it'
    },
    detail: {
      zh: '该约谈由单位 {unit} 发起，被约谈单位不得自行办理。',
      en: 'Unit {unit} called it; the unit interviewed does not decide on it.'
    }
  },
  'interview-step': {
    status: 409,
    title: { zh: '约谈现状不允许此操作', en: 'The interview is not at this step' },
    detail: { zh: '约谈现为 {state}，不能 {step}。', en: 'An interview that is {state} cannot be {step}.' }
  },
  'called-for-past': {
    status: 422,
    title: { zh: '拟约谈时间已过', en: 'An interview is not called for a day that is over' }
  },
  'held-out-of-time': {
    status: 422,
    title: {
      zh: '约谈时间须在通知之后、当前之前',
      en: 'It is held after it was called, and not in the future'
    },
    detail: { zh: '约谈通知于 {from} 发出，现为 {to}。', en: 'It was called at {from}; it is {to} now.' }
  },
  'commitment-before-interview': {
    status: 422,
    title: { zh: '承诺完成日期早于约谈日期', en: 'What is promised falls due after the interview' },
    detail: { zh: '约谈日期为 {held}。', en: 'The interview was held on {held}.' }
  },
  'commitment-not-found': {
    status: 404,
    title: { zh: '没有这项承诺', en: 'There is no such commitment' }
  },
  'commitment-fulfilled': {
    status: 409,
    title: { zh: '该项承诺已确认完成', en: 'This commitment has been confirmed already' }
  },
  'commitment-for-others': {
    status: 403,
    title: { zh: '只有被约谈单位可以报告落实情况', en: 'Only the unit interviewed tells what it did' },
    detail: { zh: '该承诺由单位 {unit} 作出。', en: 'It was unit {unit} that promised it.' }
  },
  'fulfilled-out-of-time': {
    status: 422,
    title: {
      zh: '完成日期须在约谈之日至今日之间',
      en: 'A commitment is fulfilled between the interview and today'
    },
    detail: { zh: '须在 {from} 至 {to} 之间。', en: 'That is from {from} to {to}.' }
  },
  'commitments-open': {
    status: 409,
    title: { zh: '尚有未到期且未完成的承诺', en: 'Commitments are open, and not yet due' },
    detail: { zh: '共 {count} 项。', en: 'There are {count} of them.' }
  }
} satisfies Wordings

export const refuse = refusals(wordings)

export const labels = {
  'interview-state': {
    called: { zh: '已通知', en: 'called' },
    held: { zh: '已约谈', en: 'held' },
    closed: { zh: '已办结', en: 'closed' },
    cancelled: { zh: '已取消', en: 'cancelled' }
  },
  'interview-step': {
    change: { zh: '变更', en: 'change' },
    hold: { zh: '记录约谈', en: 'hold' },
    'report-commitment': { zh: '报告承诺落实情况', en: 'report on a commitment' },
    'fulfil-commitment': { zh: '确认承诺完成', en: 'confirm a commitment' },
    close: { zh: '办结', en: 'close' },
    cancel: { zh: '取消', en: 'cancel' }
  },
  'commitment-state': {
    open: { zh: '待完成', en: 'open' },
    fulfilled: { zh: '按期完成', en: 'fulfilled in time' },
    missed: { zh: '逾期', en: 'missed' }
  }
} as const

export type State = keyof (typeof labels)['interview-state']
export type CommitmentState = keyof (typeof labels)['commitment-state']
export const states = Object.keys(labels['interview-state']) as State[]
export const commitmentStates = Object.keys(labels['commitment-state']) as CommitmentState[]
