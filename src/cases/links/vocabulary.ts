import type { Wordings } from '../../platform/errors/refusal.ts'

export const linkWordings = {
  'same-facts': {
    status: 409,
    title: { zh: '同一事实已在办理或已终结，不再受理', en: 'The same facts are open or final elsewhere' },
    detail: { zh: '见信访件 {number}。', en: 'See case {number}.' }
  },
  'link-to-itself': {
    status: 422,
    title: { zh: '不能与自身关联', en: 'A case is not linked to itself' }
  },
  'link-would-tell': {
    status: 422,
    title: {
      zh: '检举控告只能与检举相同单位的信访件关联',
      en: 'A report is linked only with reports on the same units'
    }
  },
  'linked-already': {
    status: 409,
    title: {
      zh: '已关联的信访件仍在办理或已终结，不能改为关联其他信访件',
      en: 'It is linked to a case that is open or final, and stays so'
    }
  }
} satisfies Wordings
