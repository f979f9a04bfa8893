import { keysOf } from '../../platform/values/keys.ts'
/** The six areas of Part 2 of the policy (监管内容): what an inspection looks at. */
export const areaLabels = {
  deployment: { zh: '上级部署推进', en: 'progress of work assigned from above' },
  policy: { zh: '政策落实', en: 'implementation of policies' },
  disclosure: { zh: '公开公示', en: 'disclosure and public notice' },
  petitions: { zh: '信访投诉举报处理', en: 'handling of petitions, complaints and reports' },
  funds: { zh: '资金管理使用', en: 'management and use of funds' },
  accountability: { zh: '监管责任落实', en: 'fulfilment of supervision duties' }
} as const

export type Area = keyof typeof areaLabels

/** In the order of the text. */
export const areas = keysOf(areaLabels)
