import { refusals, type Wordings } from '../platform/errors/refusal.ts'
import { keysOf } from '../platform/values/keys.ts'

export const wordings = {
  'cause-not-found': {
    status: 422,
    title: { zh: '事由不存在或无权查看', en: 'The cause does not exist or is not visible to you' },
    detail: { zh: '请选用您有权查看的记录作为事由。', en: 'Choose a record that you may see as the cause.' }
  },
  'cause-twice': {
    status: 422,
    title: { zh: '同一事由出现两次', en: 'A cause is listed twice' },
    detail: { zh: '请只保留一处。', en: 'Keep one of them.' }
  },
  'cause-unknown': {
    status: 404,
    title: { zh: '记录不存在或无权查看', en: 'The record does not exist or is not visible to you' }
  }
} satisfies Wordings

export const refuse = refusals(wordings)

export const labels = {
  'cause-kind': {
    'inspection-plan': { zh: '年度检查计划', en: 'inspection plan of a year' },
    'inspection-task': { zh: '检查任务', en: 'task of an inspection plan' },
    inspection: { zh: '检查', en: 'inspection' },
    finding: { zh: '问题', en: 'finding' },
    case: { zh: '信访投诉举报件', en: 'petition case' },
    'fund-check': { zh: '资金检查', en: 'fund check' },
    'disclosure-check': { zh: '公示核查', en: 'check of disclosures' },
    'relative-check': { zh: '近亲属备案检查', en: 'check of near relatives' },
    deployment: { zh: '部署任务', en: 'deployment' },
    evaluation: { zh: '绩效评价', en: 'performance evaluation' },
    notice: { zh: '通报', en: 'notice' },
    interview: { zh: '约谈', en: 'interview' },
    'accountability-record': { zh: '问责', en: 'accountability record' }
  }
} as const

export type CauseKind = keyof (typeof labels)['cause-kind']
export const causeKinds = keysOf(labels['cause-kind'])
