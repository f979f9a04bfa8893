import { keysOf } from '../platform/values/keys.ts'

export const labels = {
  'filer-kind': {
    'assistance-staff': { zh: '救助经办人员', en: 'assistance staff' },
    'committee-member': { zh: '村（居）委会成员', en: 'committee member' }
  },
  'filing-trigger': {
    application: { zh: '申请救助', en: 'application for the allowance' },
    appointment: { zh: '任职', en: 'appointment to the post' },
    annual: { zh: '年度申报', en: 'yearly declaration' }
  },
  'filing-state': {
    filed: { zh: '已备案', en: 'filed' },
    registered: { zh: '已三级登记', en: 'registered' },
    ended: { zh: '已注销', en: 'ended' }
  },
  'registration-level': {
    village: { zh: '村级', en: 'village' },
    township: { zh: '乡级', en: 'township' },
    county: { zh: '县级', en: 'county' }
  },
  'visit-conclusion': {
    sound: { zh: '情况属实', en: 'sound' },
    problems: { zh: '存在问题', en: 'problems' }
  },
  'filing-end-reason': {
    'left-programme': { zh: '退出救助', en: 'left the programme' },
    'left-post': { zh: '离任', en: 'left the post' },
    died: { zh: '去世', en: 'died' },
    'relation-ended': { zh: '亲属关系终止', en: 'end of the relation' },
    'entered-in-error': { zh: '录入有误', en: 'entered in error' }
  },
  'filer-step': {
    change: { zh: '变更', en: 'change the entry' },
    leave: { zh: '登记离任', en: 'enter a departure' },
    declare: { zh: '登记年度申报', en: 'enter a declaration' }
  },
  'filing-step': {
    register: { zh: '登记', en: 'register the filing' },
    visit: { zh: '登记入户核查', en: 'enter a visit' },
    correct: { zh: '更正', en: 'correct the filing' },
    end: { zh: '注销', en: 'end the filing' }
  },
  'tie-source': {
    registry: { zh: '公安户籍比对', en: 'comparison with the household registry' },
    declaration: { zh: '本人申报', en: 'declaration' },
    inspection: { zh: '检查核实', en: 'inspection' },
    other: { zh: '其他', en: 'other' }
  }
} as const

export type FilerKind = keyof (typeof labels)['filer-kind']
export type Trigger = keyof (typeof labels)['filing-trigger']
export type State = keyof (typeof labels)['filing-state']
export type RegistrationLevel = keyof (typeof labels)['registration-level']
export type Conclusion = keyof (typeof labels)['visit-conclusion']
export type EndReason = keyof (typeof labels)['filing-end-reason']
export type TieSource = keyof (typeof labels)['tie-source']
export const filerKinds = keysOf(labels['filer-kind'])
export const triggers = keysOf(labels['filing-trigger'])
export const states = keysOf(labels['filing-state'])
export const registrationLevels = keysOf(labels['registration-level'])
export const conclusions = keysOf(labels['visit-conclusion'])
export const endReasons = keysOf(labels['filing-end-reason'])
export const tieSources = keysOf(labels['tie-source'])
