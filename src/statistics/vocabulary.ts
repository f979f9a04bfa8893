import { refusals, type Wordings } from '../platform/errors/refusal.ts'

export const wordings = {
  'statistics-days': {
    status: 422,
    title: { zh: '统计期间有误', en: 'The period of the figures is not possible' },
    detail: {
      zh: '统计期间最晚到{last}，起始日不能晚于截止日，且不超过十年。',
      en: 'The period ends on {last} at the latest, begins before it ends, and is no longer than ten years.'
    }
  }
} satisfies Wordings

export const labels = {
  'statistics-group': {
    unit: { zh: '按单位', en: 'by unit' },
    level: { zh: '按层级', en: 'by level' },
    month: { zh: '按月份', en: 'by month' },
    total: { zh: '合计', en: 'total' },
    area: { zh: '按监管内容', en: 'by area' },
    item: { zh: '按检查要点', en: 'by checklist item' },
    severity: { zh: '按严重程度', en: 'by severity' },
    state: { zh: '按状态', en: 'by status' },
    kind: { zh: '按类别', en: 'by kind' },
    category: { zh: '按救助类别', en: 'by category' },
    cause: { zh: '按原因', en: 'by cause' },
    channel: { zh: '按渠道', en: 'by channel' },
    method: { zh: '按监管方式', en: 'by method' },
    coverage: { zh: '按检查方式', en: 'by coverage' },
    programme: { zh: '按救助项目', en: 'by programme' },
    content: { zh: '按公示内容', en: 'by content' },
    trigger: { zh: '按备案情形', en: 'by trigger' },
    duty: { zh: '按职责', en: 'by duty' },
    rule: { zh: '按期限种类', en: 'by rule of the term' }
  }
} as const

export const refuse = refusals(wordings, labels)
