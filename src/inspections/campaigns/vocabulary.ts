import { refusals, type Wordings } from '../../platform/errors/refusal.ts'

export const campaignWordings = {
  'campaign-not-found': {
    status: 404,
    title: { zh: '专项督导不存在或无权查看', en: 'The campaign does not exist, or not for you' }
  },
  'campaign-period': {
    status: 422,
    title: { zh: '结束日期早于开始日期', en: 'It would end before it begins' },
    constraint: 'campaign_period_check'
  },
  'campaign-targets': {
    status: 422,
    title: { zh: '没有督导对象', en: 'There is nobody to look at' }
  },
  'campaign-target-twice': {
    status: 422,
    title: { zh: '同一单位列了两次', en: 'A unit is named twice' }
  },
  'campaign-target-unknown': {
    status: 422,
    title: { zh: '没有这一下级单位', en: 'There is no such unit below' },
    detail: { zh: '{unit} 没有这一在册的下级单位。', en: 'No unit in force below {unit} has this code.' }
  },
  'campaign-closed': {
    status: 409,
    title: { zh: '专项督导已结束', en: 'The campaign is closed' }
  },
  'campaign-of-others': {
    status: 422,
    title: { zh: '专项督导不是检查单位开展的', en: 'The campaign is of another unit' }
  },
  'not-in-campaign': {
    status: 422,
    title: { zh: '该单位不是此次专项督导的对象', en: 'The unit is not a target of the campaign' }
  },
  'campaign-has-inspection': {
    status: 409,
    title: { zh: '该对象在此次专项督导中已安排检查', en: 'The target has its inspection in the campaign' },
    constraint: 'inspection_campaign_target_key'
  },
  'outside-campaign': {
    status: 422,
    title: { zh: '检查日期不在专项督导期间内', en: 'The day does not lie in the period of the campaign' },
    detail: { zh: '期间为 {from} 至 {to}。', en: 'It goes from {from} to {to}.' }
  }
} satisfies Wordings

export const refuse = refusals(campaignWordings)

export const campaignLabels = {
  'campaign-state': {
    open: { zh: '进行中', en: 'open' },
    closed: { zh: '已结束', en: 'closed' }
  }
} as const
