import { keysOf } from '../../platform/values/keys.ts'
import { labels as disputes } from '../disputes/labels.ts'

/** The labels of the codes of checks, in Chinese and English. */
export const labels = {
  'relative-exception': {
    unfiled: { zh: '不备案', en: 'not filed' },
    short: { zh: '少备案', en: 'filed in part' },
    false: { zh: '假备案', en: 'false filing' },
    stale: { zh: '应注销未注销', en: 'filing not ended in time' },
    unregistered: { zh: '未三级登记', en: 'not registered at all three levels' },
    late: { zh: '迟备案', en: 'filed late' },
    undeclared: { zh: '未申报', en: 'no declaration' },
    'no-filing-unit': { zh: '单位未建立备案', en: 'unit without filings' }
  },
  'relative-exception-reason': {
    'no-such-recipient': { zh: '名册无此对象', en: 'recipient on no roster' },
    'identity-mismatch': { zh: '证件与名册不符', en: 'identity differs from the roster' },
    ...disputes['relative-dispute-reason'],
    'left-programme': { zh: '已退出救助', en: 'left the programme' },
    'left-post': { zh: '已离任', en: 'left the post' }
  },
  'relative-check-state': {
    done: { zh: '已完成', en: 'complete' },
    incomplete: { zh: '数据不全', en: 'made with data missing' }
  },
  'relative-check-missing': {
    'no-roster': { zh: '无发放名册', en: 'no roster' },
    'no-members': { zh: '无家庭成员名单', en: 'no file of household members' },
    'no-ties': { zh: '无亲属关系数据', en: 'no file of family ties' }
  },
  'relative-check-step': {
    findings: { zh: '异常登记为问题', en: 'record exceptions as findings' }
  }
} as const

export type ExceptionType = keyof (typeof labels)['relative-exception']
export type Reason = keyof (typeof labels)['relative-exception-reason']
export type CheckState = keyof (typeof labels)['relative-check-state']
export type Missing = keyof (typeof labels)['relative-check-missing']

export const exceptionTypes = keysOf(labels['relative-exception'])
export const reasons = keysOf(labels['relative-exception-reason'])
export const checkStates = keysOf(labels['relative-check-state'])
export const missingData = keysOf(labels['relative-check-missing'])
