import { event, eventsOf, field, type PayloadsOf } from '../platform/work/catalogue.ts'
import { CalendarYear } from './schema.ts'

const { edition, state, source, days } = CalendarYear.properties
const published = {
  edition,
  state,
  source,
  days,
  before: field(days, '原调整日', 'Days of the year as they stood; empty where none did')
}

export const events = eventsOf({
  'calendar.published': event(
    { zh: '发布年度日历', en: 'Calendar of a year published' },
    'The days off of a year were entered for the first time. The subject is the year.',
    published
  ),
  'calendar.corrected': event(
    { zh: '更正年度日历', en: 'Calendar of a year corrected' },
    'The days off of a year were entered again; running terms are counted again.',
    published
  )
})

declare module '../platform/work/catalogue.ts' {
  interface EventTypes extends PayloadsOf<typeof events> {}
}
