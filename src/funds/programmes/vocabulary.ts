import type { Wordings } from '../../platform/errors/refusal.ts'

export const programmeWordings = {
  'programme-unknown': {
    status: 422,
    title: { zh: '本省没有这个救助项目', en: 'The province has no such programme' }
  },
  'programme-not-found': {
    status: 404,
    title: { zh: '救助项目不存在或无权查看', en: 'The programme does not exist, or not for you' }
  },
  'programme-exists': {
    status: 409,
    title: { zh: '本省已有该代码的救助项目', en: 'The province has a programme of that code' },
    constraint: 'fund_programme_code_key'
  },
  'programme-not-at-top': {
    status: 422,
    title: { zh: '救助项目由省级单位设立', en: 'A programme is of a unit at the top' }
  },
  'programme-excludes-itself': {
    status: 422,
    title: { zh: '救助项目不能与自身互斥', en: 'A programme does not exclude itself' }
  }
} satisfies Wordings
