import type { Wordings } from '../../platform/errors/refusal.ts'

export const programmeWordings = {
  'programme-unknown': {
    status: 422,
    title: { zh: '本省没有这个救助项目', en: 'The province has no such programme' },
    detail: { zh: '请从本省的救助项目中选用。', en: 'Choose one of the programmes of the province.' }
  },
  'programme-not-shown': {
    status: 422,
    title: { zh: '该项目的救助对象不得公开', en: 'The recipients of this programme must not be shown' },
    detail: {
      zh: '该项目的救助对象均为未成年人，其名单不得公开公示。',
      en: 'All recipients of the programme are minors. No list of them may be shown to the public.'
    }
  },
  'programme-not-found': {
    status: 404,
    title: { zh: '救助项目不存在或无权查看', en: 'The programme does not exist or is not visible to you' }
  },
  'programme-exists': {
    status: 409,
    title: { zh: '本省已有该代码的救助项目', en: 'The province already has a programme with this code' },
    detail: { zh: '请换用其他代码。', en: 'Use another code.' },
    constraint: 'fund_programme_code_key'
  },
  'programme-not-at-top': {
    status: 422,
    title: { zh: '救助项目由省级单位设立', en: 'A programme belongs to a unit at the top' },
    detail: { zh: '请以省级单位设立。', en: 'Set it up for the province.' }
  },
  'programme-excludes-itself': {
    status: 422,
    title: { zh: '救助项目不能与自身互斥', en: 'A programme cannot exclude itself' },
    detail: { zh: '请从互斥项目中删去本项目。', en: 'Remove it from the list of excluded programmes.' }
  }
} satisfies Wordings
