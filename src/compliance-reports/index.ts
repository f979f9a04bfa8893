import type { Vocabulary } from '../platform/openapi/dictionaries.ts'
import { labels, wordings } from './vocabulary.ts'

export { events } from './events.ts'
export { chronicle } from './provides/chronicle.ts'
export { visibleRecords } from './provides/visible-records.ts'
export { register } from './routes.ts'

export const vocabulary: Vocabulary = { refusals: wordings, labels }
