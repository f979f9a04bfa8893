import { keysOf } from '../../platform/values/keys.ts'

/** Why a unit above holds a filing to be false, in Chinese and English. */
export const labels = {
  'relative-dispute-reason': {
    'not-related': { zh: '无此亲属关系', en: 'no such relation' },
    'not-in-post': { zh: '备案人员从未任该职', en: 'filer never in the post on record' },
    'visit-untrue': { zh: '入户核查不实', en: 'recorded visit did not take place' }
  },
  'relative-dispute-step': {
    withdraw: { zh: '撤回', en: 'withdraw' }
  }
} as const

export type DisputeReason = keyof (typeof labels)['relative-dispute-reason']
export const disputeReasons = keysOf(labels['relative-dispute-reason'])
