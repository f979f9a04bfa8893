import type { Wordings } from '../../platform/errors/refusal.ts'

export const allocationWordings = {
  'allocation-not-found': {
    status: 404,
    title: { zh: '资金下达记录不存在或无权查看', en: 'The allocation does not exist, or not for you' }
  },
  'allocation-exists': {
    status: 409,
    title: {
      zh: '该单位该项目已登记此文号的资金',
      en: 'The unit has an allocation of that programme and document'
    },
    constraint: 'allocation_document_key'
  },
  'allocation-of-nothing': { status: 422, title: { zh: '下达金额应大于零', en: 'Nothing is handed down' } },
  'allocation-received-later': {
    status: 422,
    title: { zh: '收到日期晚于今天', en: 'It was received in the future' }
  },
  'allocation-from-outside': {
    status: 422,
    title: {
      zh: '只有省级单位收到辖区外下达的资金，其他单位须填写下达单位',
      en: 'Only a unit at the top receives money from outside; for others, say which unit hands it down'
    }
  },
  'allocation-not-below': {
    status: 422,
    title: { zh: '资金只能向下级单位下达', en: 'Money is handed down to a unit below' },
    detail: {
      zh: '单位 {to} 不在单位 {from} 之下。',
      en: 'Unit {to} does not lie below unit {from}.'
    }
  },
  'allocation-unit-level': {
    status: 422,
    title: { zh: '资金不下达到村（社区）', en: 'No money is handed down to a village' }
  },
  'allocation-unit-invalid': {
    status: 422,
    title: { zh: '该单位在收到之日不存在或已撤销', en: 'The unit was not valid on that day' }
  },
  'allocation-unit-moved': {
    status: 409,
    title: { zh: '收款单位刚刚调整，请重试', en: 'The unit has just moved; try again' },
    constraint: 'allocation_place_fkey'
  },
  'allocation-from-other': {
    status: 422,
    title: { zh: '不是上级资金的收款单位', en: 'Another unit received what is handed on here' },
    detail: { zh: '该笔资金由单位 {unit} 收到。', en: 'Unit {unit} received it.' }
  },
  'allocation-other-programme': {
    status: 422,
    title: { zh: '专款专用，不得改变救助项目', en: 'Money of one programme is not handed on for another' }
  },
  'allocation-before-parent': {
    status: 422,
    title: { zh: '下级收到日期早于本级收到日期', en: 'It was received below before it came in' },
    detail: { zh: '本级于 {receivedOn} 收到。', en: 'It came in on {receivedOn}.' }
  },
  'allocation-exceeds': {
    status: 422,
    title: { zh: '下达金额超过可下达余额', en: 'More would be handed down than is left' },
    detail: { zh: '尚余 {left} 元可下达。', en: '{left} yuan are left.' }
  },
  'allocation-not-yours': {
    status: 403,
    title: {
      zh: '只有下达单位或其上级可以更正',
      en: 'The unit that handed it down, or one above it, corrects it'
    }
  },
  'allocation-below-flow': {
    status: 422,
    title: { zh: '更正后的金额少于已下达和已发放的金额', en: 'More was handed on and paid out than that' },
    detail: { zh: '已下达和已发放共 {flowed} 元。', en: '{flowed} yuan were handed on or paid out.' }
  },
  'allocation-handed-on': {
    status: 409,
    title: {
      zh: '已有资金下达到下级，收到日期不得更正',
      en: 'Some of it was handed on already: the day of receipt stays'
    }
  },
  'matching-has-arrived': {
    status: 409,
    title: { zh: '配套资金已有到账，不得取消', en: 'Some of the matching funds has arrived: they stay' }
  },
  'matching-absent': {
    status: 409,
    title: { zh: '该笔资金没有配套预算', en: 'No matching funds were budgeted' }
  },
  'matching-arrived-later': {
    status: 422,
    title: { zh: '到账日期晚于今天', en: 'They arrived in the future' }
  },
  'matching-day-alone': {
    status: 422,
    title: { zh: '填写到账日期须填写到账金额', en: 'A day of arrival needs an amount that arrived' }
  }
} satisfies Wordings
