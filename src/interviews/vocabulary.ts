import { refusals, type Wordings } from '../platform/errors/refusal.ts'
import { keysOf } from '../platform/values/keys.ts'

export const wordings = {
  'interview-not-found': {
    status: 404,
    title: { zh: '约谈不存在或无权查看', en: 'The interview does not exist or is not visible to you' }
  },
  'interviewee-not-below': {
    status: 422,
    title: {
      zh: '只能约谈下级单位主要负责人',
      en: 'Only the principal of a unit below can be called to an interview'
    },
    detail: {
      zh: '被约谈单位应为单位{unit}的下级，请核对被约谈单位。',
      en: 'The unit interviewed must lie below unit {unit}. Check the unit.'
    }
  },
  'interviewee-retired': {
    status: 422,
    title: { zh: '被约谈单位已撤销', en: 'The unit to be interviewed has ended' },
    detail: {
      zh: '已撤销的单位没有主要负责人，请约谈其承继单位。',
      en: 'A unit that has been abolished has no principal. Call its successor instead.'
    }
  },
  'interview-not-yours': {
    status: 403,
    title: {
      zh: '只有约谈单位及其上级可以办理',
      en: 'Only the unit that called the interview and the units above it may take this step'
    },
    detail: {
      zh: '该约谈由单位{unit}发起，被约谈单位不得自行办理。',
      en: 'Unit {unit} called the interview. The unit interviewed may not take this step.'
    }
  },
  'interview-step': {
    status: 409,
    title: {
      zh: '约谈现状不允许此操作',
      en: 'The status of the interview does not allow this step'
    },
    detail: {
      zh: '约谈现为{state:interview-state}，不能{step:interview-step}。',
      en: 'The status of the interview is "{state:interview-state}". You cannot {step:interview-step} now.'
    }
  },
  'called-for-past': {
    status: 422,
    title: { zh: '拟约谈时间已过', en: 'The planned time of the interview lies in the past' },
    detail: { zh: '请填写今日或以后的时间。', en: 'Plan the interview for today or later.' }
  },
  'held-out-of-time': {
    status: 422,
    title: {
      zh: '约谈时间须在通知之后、当前之前',
      en: 'The time of the interview must lie between its call and now'
    },
    detail: {
      zh: '约谈通知于{from}发出，现在是{to}；请填写两者之间的时间。',
      en: 'The interview was called at {from} and it is now {to}. Give a time between the two.'
    }
  },
  'commitment-before-interview': {
    status: 422,
    title: {
      zh: '承诺完成期限早于约谈日期',
      en: 'The commitment is due before the interview'
    },
    detail: {
      zh: '约谈日期为{held}，承诺完成期限不得早于该日。',
      en: 'The interview was held on {held}. A commitment cannot be due earlier.'
    }
  },
  'commitment-not-found': {
    status: 404,
    title: { zh: '没有这项承诺', en: 'There is no such commitment' },
    detail: {
      zh: '请使用约谈中列出的承诺序号。',
      en: 'Use a serial number of the commitments that the interview lists.'
    }
  },
  'commitment-fulfilled': {
    status: 409,
    title: { zh: '该项承诺已确认完成', en: 'This commitment has already been confirmed as fulfilled' },
    detail: {
      zh: '已确认完成的承诺无需再报告或确认。',
      en: 'A confirmed commitment needs no further report or confirmation.'
    }
  },
  'commitment-for-others': {
    status: 403,
    title: {
      zh: '只有被约谈单位可以报告落实情况',
      en: 'Only the unit interviewed may report on a commitment'
    },
    detail: {
      zh: '该承诺现由单位{unit}负责落实，请由该单位报告。',
      en: 'Unit {unit} is responsible for this commitment and has to report on it.'
    }
  },
  'fulfilled-out-of-time': {
    status: 422,
    title: {
      zh: '完成日期须在约谈之日至今日之间',
      en: 'The date of fulfilment must lie between the interview and today'
    },
    detail: {
      zh: '完成日期应在约谈之日{from}至今日{to}之间。',
      en: 'The date of fulfilment must lie between {from}, the day of the interview, and {to}, today.'
    }
  },
  'commitments-open': {
    status: 409,
    title: { zh: '尚有未到期且未完成的承诺', en: 'There are open commitments' },
    detail: {
      zh: '尚有{count}项承诺未到期且未完成，待完成或期满后再办结。',
      en:
        '{count} commitment(s) are neither fulfilled nor past their due day. Close the interview after ' +
        'that.'
    }
  }
} satisfies Wordings

export const labels = {
  'interview-state': {
    called: { zh: '已通知', en: 'called' },
    held: { zh: '已约谈', en: 'held' },
    closed: { zh: '已办结', en: 'closed' },
    cancelled: { zh: '已取消', en: 'cancelled' }
  },
  'commitment-state': {
    open: { zh: '待完成', en: 'open' },
    fulfilled: { zh: '按期完成', en: 'fulfilled in time' },
    missed: { zh: '逾期', en: 'missed' }
  },
  'interview-step': {
    change: { zh: '变更通知', en: 'change the interview' },
    hold: { zh: '登记约谈纪要', en: 'record the minutes' },
    close: { zh: '办结', en: 'close the interview' },
    cancel: { zh: '取消', en: 'cancel the interview' },
    'report-commitment': { zh: '报告承诺落实情况', en: 'report on a commitment' },
    'fulfil-commitment': { zh: '确认承诺完成', en: 'confirm a commitment' }
  }
} as const

export const refuse = refusals(wordings, labels)

export type State = keyof (typeof labels)['interview-state']
export type CommitmentState = keyof (typeof labels)['commitment-state']
export const states = keysOf(labels['interview-state'])
export const commitmentStates = keysOf(labels['commitment-state'])
