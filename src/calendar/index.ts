import { labels, sentences, wordings } from './vocabulary.ts'

export type { Recompute } from './actions.ts'
export { calendarAt, calendarOf } from './current.ts'
export { calendarRoutes } from './routes.ts'
export type { Calendar } from './rules.ts'
export { seedCalendar } from './seed.ts'
export type { Edition } from './store.ts'

export const vocabulary = { refusals: wordings, faults: sentences, labels }
