import type { Wordings } from '../../platform/errors/refusal.ts'

export const disbursementWordings = {
  'fund-month-archived': {
    status: 409,
    title: { zh: '该月的名册与明细已归档', en: 'The lines of that month have been archived' },
    detail: {
      zh: '请先由运维人员恢复归档的数据。',
      en: 'Ask the operator to restore the archived lines first.'
    },
    constraint: 'fund_month_archived'
  },
  'disbursement-not-found': {
    status: 404,
    title: { zh: '发放批次不存在或无权查看', en: 'The disbursement does not exist or is not visible to you' }
  },
  'disbursement-exists': {
    status: 409,
    title: {
      zh: '该单位该项目该月已有发放批次',
      en: 'The unit already has a disbursement for that programme and month'
    },
    detail: { zh: '请使用已有的发放批次。', en: 'Use the disbursement that exists.' },
    constraint: 'disbursement_batch_key'
  },
  'disbursement-unit-level': {
    status: 422,
    title: { zh: '只有县级或乡级单位发放', en: 'Only counties and townships pay recipients' },
    detail: { zh: '请改选县级或乡级单位。', en: 'Choose a county or a township.' }
  },
  'disbursement-unit-moved': {
    status: 409,
    title: { zh: '发放单位刚刚调整', en: 'The paying unit has just been moved' },
    detail: { zh: '请重试。', en: 'Try again.' },
    constraint: 'disbursement_place_fkey'
  },
  'disbursement-unit-invalid': {
    status: 422,
    title: { zh: '该单位在该月不存在或已撤销', en: 'The unit was not in office in that month' },
    detail: { zh: '请核对单位和所属月份。', en: 'Check the unit and the month.' }
  },
  'disbursement-period': {
    status: 422,
    title: { zh: '所属月份过早或过晚', en: 'The month is too early or too late' },
    detail: {
      zh: '可登记{first}至{last}的批次，请改选月份。',
      en: 'Months from {first} to {last} are accepted. Choose one of these.'
    }
  },
  'disbursement-account': {
    status: 422,
    title: {
      zh: '不是该单位该项目在该月有效的专户',
      en: 'The account is not a special account of that unit and programme, valid in that month'
    },
    detail: {
      zh: '请改选该单位该项目在该月有效的专户，或先登记专户。',
      en:
        'Choose a special account of the unit and programme that was valid in the month, or register ' +
        'it first.'
    }
  },
  'disbursement-allocation': {
    status: 422,
    title: {
      zh: '不是该项目下达到该单位或其上级的资金，或无权使用',
      en:
        'The allocation is not one of that programme to the unit or to a unit above it, or is not ' +
        'visible to you'
    },
    detail: {
      zh: '请改选下达到该单位或其上级的本项目资金。',
      en: 'Choose an allocation of the programme to the unit or to a unit above it.'
    }
  },
  'disbursement-allocation-above': {
    status: 409,
    title: {
      zh: '该批次使用上级资金，只能由上级单位变更',
      en: 'The disbursement is paid from funds of a unit above; only that unit may change it'
    },
    detail: { zh: '请联系上级单位办理。', en: 'Ask the unit above to make the change.' }
  }
} satisfies Wordings
