import { refusals, type Wordings } from '../../platform/errors/refusal.ts'

export const teamWordings = {
  'team-draw-not-found': {
    status: 404,
    title: { zh: '抽取记录不存在或无权查看', en: 'The draw of a team does not exist, or not for you' }
  },
  'too-few-inspectors': {
    status: 409,
    title: { zh: '可抽取的检查人员不足', en: 'There are too few inspectors to draw from' },
    detail: {
      zh: '名录中可抽取 {population} 人，须抽取 {size} 人；另有 {excluded} 人应回避或不具备条件。',
      en: 'The register has {population} to draw {size} from; {excluded} more stay away or are not qualified.'
    }
  },
  'redraw-unexplained': {
    status: 422,
    title: { zh: '再次抽取须说明理由', en: 'Whoever draws again says why' },
    detail: {
      zh: '此次检查已抽取过检查组，原记录保留。',
      en: 'A team was drawn for the inspection already; that draw stays on record.'
    }
  }
} satisfies Wordings

export const refuse = refusals(teamWordings)

export const teamLabels = {
  exclusion: {
    'own-unit': { zh: '所在单位即检查对象或其下级', en: 'of the target, or of a unit within it' },
    conflict: { zh: '应当回避', en: 'stays away from the target' },
    'not-qualified': { zh: '不具备相应检查内容的条件', en: 'not qualified for any area of the inspection' }
  }
} as const

export type Exclusion = keyof typeof teamLabels.exclusion
export const exclusions = Object.keys(teamLabels.exclusion) as Exclusion[]
