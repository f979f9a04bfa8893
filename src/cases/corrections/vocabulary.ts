import type { Wordings } from '../../platform/errors/refusal.ts'

export const correctionWordings = {
  'handler-recused': {
    status: 422,
    title: { zh: '此人已回避，不能经办', en: 'This person stepped aside and cannot handle the case' },
    detail: { zh: '请指定其他经办人。', en: 'Name another handler.' }
  }
} satisfies Wordings
