import { faults, refusals, type Wordings } from '../platform/errors/refusal.ts'

export const wordings = {
  'calendar-year-unknown': {
    status: 404,
    title: { zh: '没有该年度的日历', en: 'There is no calendar of that year' },
    detail: { zh: '日历自 {first} 年至 {last} 年。', en: 'The calendar goes from {first} to {last}.' }
  },
  'calendar-faulty': {
    status: 422,
    title: { zh: '日历有误', en: 'The calendar is faulty' },
    detail: { zh: '共有 {count} 处有误，见 errors。', en: '{count} place(s) are wrong; see errors.' }
  },
  'calendar-official': {
    status: 409,
    title: { zh: '正式公布的日历不可改回暂定', en: 'An official calendar cannot become provisional again' }
  }
} satisfies Wordings

export const refuse = refusals(wordings)

export const sentences = {
  'date-outside-year': { zh: '日期不在 {year} 年内', en: 'does not lie in {year}' },
  'date-twice': { zh: '同一日期出现多次', en: 'is named twice' },
  'weekend-off': {
    zh: '周末本为休息日，调休上班日须在周末且 off 为 false',
    en: 'is a weekend and off anyway; a make-up day must fall on a weekend, with off false'
  },
  'weekday-worked': {
    zh: '该日本为工作日，调休上班日须在周末',
    en: 'is a weekday and worked anyway; a make-up day must fall on a weekend'
  }
}

export const fault = faults(sentences)

export const labels = {
  'calendar-state': {
    official: { zh: '正式', en: 'official: as announced' },
    provisional: { zh: '暂定', en: 'provisional: not announced yet' }
  }
} as const

export type CalendarState = keyof (typeof labels)['calendar-state']
