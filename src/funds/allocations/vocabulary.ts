import type { Wordings } from '../../platform/errors/refusal.ts'

export const allocationWordings = {
  'allocation-not-found': {
    status: 404,
    title: {
      zh: '资金下达记录不存在或无权查看',
      en: 'The allocation does not exist or is not visible to you'
    }
  },
  'allocation-exists': {
    status: 409,
    title: {
      zh: '该单位该项目已登记此文号的资金',
      en: 'The unit already has an allocation with that programme and document number'
    },
    detail: {
      zh: '请使用已登记的记录，或核对文号。',
      en: 'Use the allocation that exists, or check the document number.'
    },
    constraint: 'allocation_document_key'
  },
  'allocation-of-nothing': {
    status: 422,
    title: { zh: '下达金额应大于零', en: 'The allocated amount is zero' },
    detail: { zh: '请填写大于零的金额。', en: 'Give an amount greater than zero.' }
  },
  'allocation-received-later': {
    status: 422,
    title: { zh: '收到日期晚于今天', en: 'The date of receipt lies in the future' },
    detail: { zh: '请填写今天或以前的日期。', en: 'Give a date that is today or earlier.' }
  },
  'allocation-from-outside': {
    status: 422,
    title: {
      zh: '只有省级单位收到辖区外下达的资金',
      en: 'Only a unit at the top receives funds from outside the service'
    },
    detail: { zh: '其他单位请填写下达单位。', en: 'For other units, name the unit that allocates the funds.' }
  },
  'allocation-not-below': {
    status: 422,
    title: { zh: '资金只能向下级单位下达', en: 'Funds can be allocated only to a unit below' },
    detail: {
      zh: '单位{to}不在单位{from}之下，请改选收款单位。',
      en: 'Unit {to} is not below unit {from}. Choose another receiving unit.'
    }
  },
  'allocation-unit-level': {
    status: 422,
    title: { zh: '资金不下达到村（社区）', en: 'Funds cannot be allocated to a village' },
    detail: { zh: '请改选乡级以上单位。', en: 'Choose a township or a higher unit.' }
  },
  'allocation-unit-invalid': {
    status: 422,
    title: { zh: '该单位在收到之日不存在或已撤销', en: 'The unit was not in office on the date of receipt' },
    detail: { zh: '请核对单位和收到日期。', en: 'Check the unit and the date of receipt.' }
  },
  'allocation-unit-moved': {
    status: 409,
    title: { zh: '收款单位刚刚调整', en: 'The receiving unit has just been moved' },
    detail: { zh: '请重试。', en: 'Try again.' },
    constraint: 'allocation_place_fkey'
  },
  'allocation-from-other': {
    status: 422,
    title: { zh: '不是上级资金的收款单位', en: 'Another unit received the funds that are allocated here' },
    detail: {
      zh: '该笔资金由单位{unit}收到，请将其填为下达单位。',
      en: 'Unit {unit} received them. Name it as the allocating unit.'
    }
  },
  'allocation-other-programme': {
    status: 422,
    title: {
      zh: '专款专用，不得改变救助项目',
      en: 'Funds of one programme cannot be allocated for another one'
    },
    detail: {
      zh: '请改选上级资金所属的救助项目。',
      en: 'Choose the programme that the funds were received for.'
    }
  },
  'allocation-before-parent': {
    status: 422,
    title: {
      zh: '下级收到日期早于本级收到日期',
      en: 'The funds would be received below before they were received here'
    },
    detail: {
      zh: '本级于{receivedOn}收到，请填写该日或以后的日期。',
      en: 'They were received here on {receivedOn}. Give that date or a later one.'
    }
  },
  'allocation-exceeds': {
    status: 422,
    title: { zh: '下达金额超过可下达余额', en: 'The amount is greater than the rest of the received funds' },
    detail: {
      zh: '尚余{left}元可下达，请减少金额。',
      en: '{left} yuan are left to allocate. Give a smaller amount.'
    }
  },
  'allocation-not-yours': {
    status: 403,
    title: {
      zh: '只有下达单位或其上级可以更正',
      en: 'Only the allocating unit or a unit above it may correct an allocation'
    },
    detail: { zh: '请联系下达单位更正。', en: 'Ask the allocating unit to correct it.' }
  },
  'allocation-below-flow': {
    status: 422,
    title: {
      zh: '更正后的金额少于已下达和已发放的金额',
      en: 'The corrected amount is less than what has been allocated on and paid out'
    },
    detail: {
      zh: '已下达和已发放共{flowed}元，更正后的金额不得少于该数。',
      en: '{flowed} yuan have been allocated on or paid out. Give at least that amount.'
    }
  },
  'allocation-handed-on': {
    status: 409,
    title: {
      zh: '已有资金下达到下级，收到日期不得更正',
      en: 'Part of the funds has been allocated on; the date of receipt can no longer change'
    },
    detail: { zh: '请保留原收到日期。', en: 'Keep the date of receipt.' }
  },
  'matching-has-arrived': {
    status: 409,
    title: {
      zh: '配套资金已有到账，不得取消',
      en: 'Part of the matching funds has arrived; they cannot be cancelled'
    },
    detail: { zh: '请保留配套预算。', en: 'Keep the matching funds.' }
  },
  'matching-absent': {
    status: 409,
    title: { zh: '该笔资金没有配套预算', en: 'No matching funds are budgeted for this allocation' },
    detail: { zh: '请先登记配套预算。', en: 'Record the matching budget first.' }
  },
  'matching-arrived-later': {
    status: 422,
    title: { zh: '到账日期晚于今天', en: 'The date of arrival lies in the future' },
    detail: { zh: '请填写今天或以前的日期。', en: 'Give a date that is today or earlier.' }
  },
  'matching-day-alone': {
    status: 422,
    title: { zh: '填写到账日期须填写到账金额', en: 'A date of arrival needs the amount that arrived' },
    detail: { zh: '请补充到账金额，或删去到账日期。', en: 'Add the amount, or leave out the date.' }
  }
} satisfies Wordings
