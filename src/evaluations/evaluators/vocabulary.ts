import { refusals, type Wordings } from '../../platform/errors/refusal.ts'

export const wordings = {
  'evaluator-not-found': {
    status: 404,
    title: { zh: '没有该第三方人员的委托', en: 'There is no such third party in the evaluation' }
  },
  'evaluator-agreement-days': {
    status: 422,
    title: { zh: '协议期限有误', en: 'The days of the agreement are not right' },
    detail: {
      zh: '协议截止日期不得早于起始日期，也不得早于今日{today}。',
      en: 'The agreement does not end before it begins, nor before today, {today}.'
    }
  },
  'evaluator-agreement-over': {
    status: 403,
    title: { zh: '不在委托协议期内', en: 'The agreement does not run' },
    detail: {
      zh: '委托协议自{from}至{to}，其他日期不能查看或填报。已填报的数值保留。',
      en:
        'The agreement runs from {from} to {to}. On other days nothing is shown and nothing can be ' +
        'entered. Values that were entered stay.'
    }
  },
  'evaluator-items': {
    status: 422,
    title: { zh: '该指标不由第三方评定', en: 'No third party gives values of this indicator' },
    detail: {
      zh: '请选用指标体系中填报主体为第三方机构的指标。',
      en: 'Choose indicators of the set whose values come from a third party.'
    }
  },
  'evaluator-targets': {
    status: 422,
    title: { zh: '该单位不在本次评价中', en: 'The evaluation is not about this unit' },
    detail: {
      zh: '请从本次评价的被评价单位中选用。',
      en: 'Choose units of this evaluation.'
    }
  },
  'evaluator-conflict': {
    status: 422,
    title: { zh: '第三方机构与该单位有利益冲突', en: 'The third party has a conflict of interest' },
    detail: {
      zh: '该机构为单位{unit}提供社会救助服务，不得评价该单位。请另行委托其他机构。',
      en: 'The organisation works for unit {unit} and must not judge it. Assign another organisation there.'
    }
  },
  'evaluator-conflict-unit': {
    status: 422,
    title: {
      zh: '利益冲突单位不是下级单位',
      en: 'The unit of the conflict is not below the evaluating unit'
    },
    detail: { zh: '请填写评价单位的下级单位。', en: 'Name units below the evaluating unit.' }
  },
  'evaluator-overlap': {
    status: 409,
    title: { zh: '该指标已委托他人评定', en: 'Somebody else was assigned this indicator' },
    detail: {
      zh: '单位{unit}的指标已委托第{n}号第三方人员评定。请先解除该委托，或调整指标和单位。',
      en:
        'Person number {n} gives this value for unit {unit}. Remove that assignment first, or change ' +
        'indicators and units.'
    }
  },
  'evaluator-twice': {
    status: 409,
    title: { zh: '该人员已受委托', en: 'This person is assigned already' },
    detail: {
      zh: '同一人员在一次评价中只有一项委托。请先解除原委托，再重新委托。',
      en: 'A person has one assignment in an evaluation. Remove it first, then assign them again.'
    },
    constraint: 'evaluation_evaluator_person_index'
  },
  'evaluation-sample-none': {
    status: 422,
    title: { zh: '没有可抽取的救助对象', en: 'There are no recipients to draw from' },
    detail: {
      zh: '该单位范围内没有该项目当月的发放名册。请选择其他项目或月份。',
      en: 'No roster of the month stands within the unit. Choose another programme or month.'
    }
  },
  'evaluation-sample-size': {
    status: 422,
    title: { zh: '抽取人数过多', en: 'The sample is too large' },
    detail: {
      zh: '名册中只有{population}名救助对象，抽取人数不得超过此数。',
      en: 'The rosters have only {population} recipients. Draw no more.'
    }
  },
  'evaluation-sample-not-found': {
    status: 404,
    title: { zh: '核查样本不存在或无权查看', en: 'The sample does not exist, or you may not see it' }
  }
} satisfies Wordings

export const refuse = refusals(wordings)
