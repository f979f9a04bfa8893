import { faults, refusals, type Wordings } from '../platform/errors/refusal.ts'

export const wordings = {
  'calendar-year-unknown': {
    status: 404,
    title: { zh: '没有该年度的日历', en: 'There is no calendar for that year' },
    detail: {
      zh: '日历自{first}年至{last}年，请改选年度。',
      en: 'Calendars exist from {first} to {last}. Choose one of these years.'
    }
  },
  'calendar-faulty': {
    status: 422,
    title: { zh: '日历有误', en: 'The calendar has errors' },
    detail: {
      zh: '共有{count}处有误，请按逐项错误更正。',
      en: '{count} entries are wrong. Correct those listed under `errors`.'
    }
  },
  'calendar-official': {
    status: 409,
    title: { zh: '正式公布的日历不可改回暂定', en: 'An official calendar cannot become provisional again' },
    detail: { zh: '如需更正，请仍以正式公布的状态提交。', en: 'To correct it, send it as official.' }
  }
} satisfies Wordings

export const refuse = refusals(wordings)

export const sentences = {
  'date-outside-year': {
    zh: '日期不在{year}年内，请更正',
    en: 'The date is not in the year {year}. Correct it'
  },
  'date-twice': {
    zh: '同一日期出现多次，请只保留一处',
    en: 'The date is listed more than once. Keep one entry'
  },
  'weekend-off': {
    zh: '周末本为休息日，无须列出；调休上班日应在周末，并标明上班',
    en: 'A weekend is a day off anyway. Leave it out, or mark it as a make-up working day'
  },
  'weekday-worked': {
    zh: '该日本为工作日，无须列出；调休上班日应在周末',
    en: 'A weekday is a working day anyway. Leave it out; make-up working days fall on weekends'
  }
}

export const fault = faults(sentences)

export const labels = {
  'calendar-state': {
    official: { zh: '正式公布', en: 'official' },
    provisional: { zh: '暂定（尚未公布）', en: 'provisional (not announced yet)' }
  },
  'calendar-step': { publish: { zh: '公布或更正', en: 'publish or correct the days' } }
} as const

export type CalendarState = keyof (typeof labels)['calendar-state']
