import type { Wordings } from '../../platform/errors/refusal.ts'

export const disbursementWordings = {
  'fund-month-archived': {
    status: 409,
    title: {
      zh: '该月的名册与明细已归档，须先由运维人员恢复',
      en: 'The lines of that month were taken out of the database; an operator has to put them back first'
    },
    constraint: 'fund_month_archived'
  },
  'disbursement-not-found': {
    status: 404,
    title: { zh: '发放批次不存在或无权查看', en: 'The disbursement does not exist, or not for you' }
  },
  'disbursement-exists': {
    status: 409,
    title: {
      zh: '该单位该项目该月已有发放批次',
      en: 'The unit has a disbursement of that programme and month'
    },
    constraint: 'disbursement_batch_key'
  },
  'disbursement-unit-level': {
    status: 422,
    title: { zh: '只有县级或乡级单位发放', en: 'Only counties and townships pay recipients' }
  },
  'disbursement-unit-moved': {
    status: 409,
    title: { zh: '发放单位刚刚调整，请重试', en: 'The unit has just moved; try again' },
    constraint: 'disbursement_place_fkey'
  },
  'disbursement-unit-invalid': {
    status: 422,
    title: { zh: '该单位在该月不存在或已撤销', en: 'The unit was not valid in that month' }
  },
  'disbursement-period': {
    status: 422,
    title: { zh: '所属月份过早或过晚', en: 'The month lies too far back or too far ahead' },
    detail: { zh: '可登记 {first} 至 {last} 的批次。', en: 'Months from {first} to {last} are taken.' }
  },
  'disbursement-account': {
    status: 422,
    title: {
      zh: '不是该单位该项目在该月有效的专户',
      en: 'No special account of that unit and programme that was valid in the month'
    }
  },
  'disbursement-allocation': {
    status: 422,
    title: {
      zh: '不是该项目下达到该单位或其上级的资金，或无权使用',
      en: 'No allocation of that programme to the unit or to one above it, or not for you'
    }
  },
  'disbursement-allocation-above': {
    status: 409,
    title: {
      zh: '该批次使用上级资金，由上级单位变更',
      en: 'It is paid from money of a unit above, which alone changes that'
    }
  }
} satisfies Wordings
