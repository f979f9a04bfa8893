import type { Wordings } from '../../platform/errors/refusal.ts'

export const linkWordings = {
  'same-facts': {
    status: 409,
    title: {
      zh: '同一事实已在办理或已终结，不再受理',
      en: 'Another case about the same facts is open or final'
    },
    detail: {
      zh: '请见信访件{number}，本件作出不予受理决定并与其关联。',
      en: 'See case {number}. Decline this case and link it to that one.'
    }
  },
  'link-to-itself': {
    status: 422,
    title: { zh: '不能与自身关联', en: 'A case cannot be linked to itself' },
    detail: { zh: '请选择另一信访件。', en: 'Choose another case.' }
  },
  'link-would-tell': {
    status: 422,
    title: {
      zh: '检举控告只能与检举相同单位的信访件关联',
      en: 'A report can be linked only to cases that accuse the same units'
    },
    detail: {
      zh: '关联会使被检举单位得知检举控告，请选择检举相同单位的信访件。',
      en: 'The link would reveal the report to an accused unit. Choose a case that accuses the same units.'
    }
  },
  'linked-already': {
    status: 409,
    title: {
      zh: '已关联的信访件仍在办理或已终结，不能改为关联其他信访件',
      en: 'The case is linked to a case that is open or final, so the link cannot change'
    },
    detail: {
      zh: '关联保留不变，请不再填写所关联的信访件。',
      en: 'The link stays as it is. Leave the other case out of the request.'
    }
  }
} satisfies Wordings
