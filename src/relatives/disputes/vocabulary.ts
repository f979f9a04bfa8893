import { refusals, type Wordings } from '../../platform/errors/refusal.ts'

export const disputeWordings = {
  'relative-dispute-not-found': {
    status: 404,
    title: {
      zh: '备案不实的认定不存在或无权查看',
      en: 'The dispute of a filing does not exist or is not visible to you'
    }
  },
  'dispute-by-above': {
    status: 403,
    title: {
      zh: '备案不实由备案人员所在单位的上级认定',
      en: 'A unit above that of the filer disputes a filing'
    },
    detail: {
      zh: '备案人员在单位{unit}，请由其上级单位认定。',
      en: 'The filer works at unit {unit}. Ask a unit above it.'
    }
  },
  'dispute-twice': {
    status: 409,
    constraint: 'relative_dispute_twice_key',
    title: { zh: '本单位已作同一认定', en: 'Your unit has disputed the filing for this reason already' },
    detail: {
      zh: '请查阅已有的认定；需要更正的，先撤回再重新认定。',
      en: 'See the dispute that exists. To correct it, withdraw it and make a new one.'
    }
  },
  'dispute-moved': {
    status: 409,
    constraint: 'relative_dispute_place_fkey',
    title: { zh: '认定单位刚刚调整', en: 'The unit that disputes the filing has just been moved' },
    detail: { zh: '请重试。', en: 'Try again.' }
  },
  'dispute-no-visit': {
    status: 422,
    title: {
      zh: '发现日期之前没有入户核查记录',
      en: 'There is no visit on record until the day of the discovery'
    },
    detail: {
      zh: '请核对备案和发现日期；只有已登记的入户核查才能认定不实。',
      en: 'Check the filing and the day. Only a visit that is on record can be untrue.'
    }
  },
  'dispute-basis-identity': {
    status: 422,
    title: { zh: '认定依据不得含有身份证号码', en: 'The basis must not contain an identity number' },
    detail: {
      zh: '请删除号码和姓名，只写事实和出处。',
      en: 'Remove numbers and names. Give facts and sources.'
    }
  },
  'dispute-record-unknown': {
    status: 422,
    title: { zh: '没有这次检查或者这个问题', en: 'There is no such inspection or finding' },
    detail: {
      zh: '请填写本单位可以查阅的检查或者问题的标识，二者只填其一。',
      en: 'Give the identifier of an inspection or of a finding that you may see, and only one of them.'
    }
  },
  'dispute-withdrawn': {
    status: 409,
    title: { zh: '该认定已经撤回', en: 'The dispute has been withdrawn' },
    detail: { zh: '需要的，请重新认定。', en: 'Make a new one if it is needed.' }
  }
} satisfies Wordings

export const refuse = refusals(disputeWordings)
