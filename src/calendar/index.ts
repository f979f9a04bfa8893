import type { Vocabulary } from '../platform/openapi/dictionaries.ts'
import { labels, sentences, wordings } from './vocabulary.ts'

export type { Recompute } from './actions.ts'
export { calendarAt, calendarOf } from './current.ts'
export { events } from './events.ts'
export { register } from './routes.ts'
export type { Calendar } from './rules.ts'
export { seedCalendar } from './seed.ts'
export type { Edition } from './store.ts'

export const vocabulary: Vocabulary = { refusals: wordings, faults: sentences, labels }
