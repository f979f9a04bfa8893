import { refusals, type Wordings } from '../../platform/errors/refusal.ts'

export const campaignWordings = {
  'campaign-not-found': {
    status: 404,
    title: { zh: '专项督导不存在或无权查看', en: 'The campaign does not exist or is not visible to you' }
  },
  'campaign-period': {
    status: 422,
    title: { zh: '结束日期早于开始日期', en: 'The campaign would end before it begins' },
    detail: {
      zh: '结束日期应不早于开始日期。',
      en: 'Give a last day that is not before the first day.'
    },
    constraint: 'campaign_period_check'
  },
  'campaign-targets': {
    status: 422,
    title: { zh: '没有督导对象', en: 'The campaign has no targets' },
    detail: {
      zh: '该范围内没有符合条件的下级单位，请另选范围或逐一列出单位。',
      en: 'No unit below fits. Choose another subtree or level, or name the units one by one.'
    }
  },
  'campaign-target-twice': {
    status: 422,
    title: { zh: '同一单位列了两次', en: 'A unit is named twice' },
    detail: { zh: '每个单位只列一次。', en: 'Name each unit once.' }
  },
  'campaign-target-unknown': {
    status: 422,
    title: { zh: '没有这一下级单位', en: 'There is no such unit below' },
    detail: {
      zh: '单位{unit}没有这一有效的下级单位，请核对代码。',
      en: 'No existing unit below {unit} has this code. Check the code.'
    }
  },
  'campaign-closed': {
    status: 409,
    title: { zh: '专项督导已结束', en: 'The campaign is closed' },
    detail: {
      zh: '已结束的专项督导不再增加检查，也无需再次结束。',
      en: 'A closed campaign takes no more inspections and is not closed again.'
    }
  },
  'campaign-of-others': {
    status: 422,
    title: {
      zh: '专项督导不是检查单位开展的',
      en: 'The campaign belongs to another unit'
    },
    detail: {
      zh: '请选用检查单位自己开展的专项督导。',
      en: 'Choose a campaign of the inspecting unit.'
    }
  },
  'not-in-campaign': {
    status: 422,
    title: { zh: '该单位不是此次专项督导的对象', en: 'The unit is not a target of the campaign' },
    detail: {
      zh: '请选择此次专项督导的对象。',
      en: 'Choose one of the targets of the campaign.'
    }
  },
  'campaign-has-inspection': {
    status: 409,
    title: {
      zh: '该对象在此次专项督导中已安排检查',
      en: 'The target already has an inspection in the campaign'
    },
    detail: {
      zh: '每个对象在一次专项督导中只安排一次检查。',
      en: 'Each target has one inspection in a campaign.'
    },
    constraint: 'inspection_campaign_target_key'
  },
  'outside-campaign': {
    status: 422,
    title: {
      zh: '检查日期不在专项督导期间内',
      en: 'The date of the inspection lies outside the period of the campaign'
    },
    detail: {
      zh: '计划检查日期应在{from}至{to}之间。',
      en: 'The planned date must lie between {from} and {to}.'
    }
  }
} satisfies Wordings

export const refuse = refusals(campaignWordings)

export const campaignLabels = {
  'campaign-state': {
    open: { zh: '进行中', en: 'open' },
    closed: { zh: '已结束', en: 'closed' }
  },
  'campaign-step': {
    close: { zh: '结束', en: 'close' }
  }
} as const
