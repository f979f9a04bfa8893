import type { Wordings } from '../../platform/errors/refusal.ts'

export const referralWordings = {
  'referral-not-found': {
    status: 404,
    title: { zh: '线索移交不存在或无权查看', en: 'The referral does not exist or is not visible to you' }
  },
  'referral-not-yours': {
    status: 403,
    title: {
      zh: '该线索移交已随监管关系转出',
      en: 'The referral has passed to another unit, together with the supervision'
    },
    detail: {
      zh: '现由单位{unit}及其上级登记回执和处理结果。',
      en: 'People of unit {unit} and of the units above it now record the receipt and the outcome.'
    }
  },
  'referral-received': {
    status: 409,
    title: { zh: '已登记回执', en: 'The receipt has already been recorded' },
    detail: { zh: '回执只登记一次。', en: 'A receipt is recorded once.' }
  },
  'referral-concluded': {
    status: 409,
    title: { zh: '已登记处理结果', en: 'The outcome has already been recorded' },
    detail: { zh: '处理结果只登记一次。', en: 'An outcome is recorded once.' }
  },
  'referral-to-concerned': {
    status: 422,
    title: {
      zh: '接收机关即为线索所涉单位或其下级',
      en: 'The receiver is the unit concerned, or lies within it'
    },
    detail: {
      zh: '请移交给纪检监察机关、司法机关或其他无关联的机关。',
      en: 'Refer the clue to the discipline inspection authority, to the judiciary or to another authority.'
    }
  },
  'referral-day': {
    status: 422,
    title: { zh: '日期先后有误', en: 'The dates of the referral are out of order' },
    detail: {
      zh: '该日期应在{from}至{to}之间。',
      en: 'The date must lie between {from} and {to}.'
    }
  }
} satisfies Wordings
