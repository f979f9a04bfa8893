import { keysOf } from '../platform/values/keys.ts'

export const labels = {
  'disclosure-content': {
    policy: { zh: '救助政策', en: 'assistance policy' },
    procedure: { zh: '审核审批程序', en: 'procedure of review and approval' },
    hotline: { zh: '监督举报电话', en: 'telephone for complaints' },
    recipients: { zh: '救助对象名单', en: 'list of recipients' },
    review: { zh: '审核公示', en: 'applications under review' },
    approval: { zh: '审批公示', en: 'approved applications' },
    ended: { zh: '终止救助公示', en: 'ended assistance' }
  },
  'disclosure-channel': {
    website: { zh: '网站', en: 'website' },
    board: { zh: '公示板', en: 'notice board' }
  },
  'disclosure-state': {
    shown: { zh: '公示中', en: 'shown' },
    removed: { zh: '已撤除', en: 'removed' },
    withdrawn: { zh: '已撤回', en: 'withdrawn' }
  },
  'display-state': {
    running: { zh: '公示期未满', en: 'still running' },
    kept: { zh: '公示期已满', en: 'kept' },
    'too-short': { zh: '公示时间不足', en: 'too short' },
    'broken-off': { zh: '公示期内撤回', en: 'broken off' }
  },
  'disclosure-gap': {
    'not-on-record': { zh: '未登记公示', en: 'not on record' },
    'not-published': { zh: '未按期公开', en: 'not published in time' },
    outdated: { zh: '内容过期', en: 'outdated' }
  },
  'disclosure-result': {
    shown: { zh: '已公示', en: 'shown' },
    missing: { zh: '未公示', en: 'missing' },
    outdated: { zh: '内容过期', en: 'outdated' },
    'too-short': { zh: '公示时间不足', en: 'shown for too short a time' },
    leaks: { zh: '泄露应当保密的信息', en: 'shows private data' },
    unreadable: { zh: '无法辨认', en: 'unreadable' }
  },
  'notice-board-step': {
    change: { zh: '变更', en: 'change the notice board' }
  },
  'disclosure-step': {
    remove: { zh: '登记撤除', en: 'record the removal' },
    withdraw: { zh: '撤回', en: 'withdraw the notice' }
  },
  'disclosure-check-step': {
    findings: { zh: '登记问题', en: 'record findings' }
  }
} as const

export type Content = keyof (typeof labels)['disclosure-content']
export type Channel = keyof (typeof labels)['disclosure-channel']
export type State = keyof (typeof labels)['disclosure-state']
export type DisplayState = keyof (typeof labels)['display-state']
export type Gap = keyof (typeof labels)['disclosure-gap']
export type Result = keyof (typeof labels)['disclosure-result']

export const contents = keysOf(labels['disclosure-content'])
export const channels = keysOf(labels['disclosure-channel'])
export const states = keysOf(labels['disclosure-state'])
export const displayStates = keysOf(labels['display-state'])
export const gaps = keysOf(labels['disclosure-gap'])
export const results = keysOf(labels['disclosure-result'])
