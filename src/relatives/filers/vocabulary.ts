import { refusals, type Wordings } from '../../platform/errors/refusal.ts'
import { labels } from '../vocabulary.ts'

export const filerWordings = {
  'filer-not-found': {
    status: 404,
    title: { zh: '备案人员不存在或无权查看', en: 'The filer does not exist or is not visible to you' }
  },
  'filer-kind-level': {
    status: 422,
    title: { zh: '人员类别与单位级别不符', en: 'The kind of person does not fit the level of the unit' },
    detail: {
      zh: '救助经办人员登记在县级或者乡级单位，村（居）委会成员登记在村（社区），请核对单位或者类别。',
      en:
        'Assistance staff are entered at a county or a township, committee members at a village. Check the ' +
        'unit or the kind.'
    }
  },
  'filer-number-bad': {
    status: 422,
    title: { zh: '身份证号码有误', en: 'The identity number is not valid' },
    detail: { zh: '校验码不符，请核对号码。', en: 'The check digit does not fit. Check the number.' }
  },
  'filer-twice': {
    status: 409,
    constraint: 'filer_twice',
    title: { zh: '该人员同一类别任职期间重叠', en: 'The person is a filer of this kind already' },
    detail: {
      zh: '同一人员同一类别的任职期间不得重叠，请核对任职日期，或者先登记离任。',
      en: 'Times in a post of one kind must not overlap. Check the days, or enter the departure first.'
    }
  },
  'filer-has-left': {
    status: 409,
    title: { zh: '该人员已经离任', en: 'The person has left the post' },
    detail: { zh: '离任已经登记，请核对人员。', en: 'The departure is on file. Check the person.' }
  },
  'filer-days': {
    status: 422,
    constraint: 'filer_days_check',
    title: { zh: '离任日期早于任职日期', en: 'The departure comes before the first day in the post' },
    detail: { zh: '请核对任职和离任日期。', en: 'Check both days.' }
  },
  'relatives-date-future': {
    status: 422,
    title: { zh: '日期晚于今日', en: 'The date lies in the future' },
    detail: {
      zh: '只登记已经发生的事项，日期不得晚于今日{today}。',
      en: 'Give a date no later than {today}, today.'
    }
  },
  'declaration-year': {
    status: 422,
    title: { zh: '申报年度有误', en: 'The year of the declaration is not right' },
    detail: {
      zh: '年度应与地址中的一致，且不晚于今年。',
      en: 'Give the year that the address names, and none after this year.'
    }
  }
} satisfies Wordings

export const refuse = refusals(filerWordings, labels)
