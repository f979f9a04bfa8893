import { refusals, type Wordings } from '../../platform/errors/refusal.ts'
import { keysOf } from '../../platform/values/keys.ts'

export const teamWordings = {
  'team-draw-not-found': {
    status: 404,
    title: {
      zh: '抽取记录不存在或无权查看',
      en: 'The draw of a team does not exist or is not visible to you'
    }
  },
  'too-few-inspectors': {
    status: 409,
    title: { zh: '可抽取的检查人员不足', en: 'There are too few inspectors to draw from' },
    detail: {
      zh: '名录中可抽取{population}人，需抽取{size}人；另有{excluded}人应回避或不具备条件。请减少抽取人数或补充名录。',
      en:
        '{size} people are to be drawn, but the register has only {population}; {excluded} more have a ' +
        'conflict of interest or are not qualified. Draw fewer people, or add people to the register.'
    }
  },
  'redraw-unexplained': {
    status: 422,
    title: { zh: '再次抽取须说明理由', en: 'A repeated draw needs a reason' },
    detail: {
      zh: '此次检查已抽取过检查组，原记录予以保留；请填写再次抽取的理由。',
      en: 'A team was already drawn for this inspection, and that draw stays on record. Give a reason.'
    }
  }
} satisfies Wordings

export const refuse = refusals(teamWordings)

export const teamLabels = {
  exclusion: {
    'own-unit': { zh: '所在单位即检查对象或其下级', en: 'belongs to the target or a unit within it' },
    conflict: { zh: '应当回避', en: 'has a conflict of interest' },
    'not-qualified': { zh: '不具备相应检查内容的条件', en: 'not qualified for any area of the inspection' }
  }
} as const

export type Exclusion = keyof typeof teamLabels.exclusion
export const exclusions = keysOf(teamLabels.exclusion)
