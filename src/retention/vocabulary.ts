import { keysOf } from '../platform/values/keys.ts'
export const labels = {
  'retention-kind': {
    'case-identity': { zh: '信访人身份信息', en: 'identity of a reporter' },
    case: { zh: '信访投诉举报件', en: 'petition case' },
    'fund-lines': { zh: '发放名册与明细', en: 'lines of rosters and payments' },
    'household-members': { zh: '共同生活成员', en: 'members of households' },
    'relative-ties': { zh: '亲属关系比对信息', en: 'family ties of a filer' },
    deployment: { zh: '部署任务', en: 'deployment' },
    'relative-filing': { zh: '近亲属备案', en: 'filing of a near relative' },
    'accountability-record': { zh: '问责记录', en: 'accountability record' }
  },
  'retention-state': {
    due: { zh: '已到期', en: 'due' },
    erased: { zh: '已删除', en: 'erased' }
  }
} as const

type Labels = typeof labels
export type RetentionKind = keyof Labels['retention-kind']

/** The codes of one list of labels, for a schema. */
export function codesOf<K extends keyof Labels>(list: K) {
  return keysOf(labels[list])
}
