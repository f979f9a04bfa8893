import type { Vocabulary } from '../platform/openapi/dictionaries.ts'
import { labels, wordings } from './vocabulary.ts'

export { events } from './events.ts'
export { chronicle } from './provides/chronicle.ts'
export { dutiesWith } from './provides/duties.ts'
export { evidence } from './provides/evidence.ts'
export { indicatorsWith } from './provides/indicators.ts'
export { visibleRecords } from './provides/visible-records.ts'
export { register } from './routes.ts'
export { standing } from './standing/store.ts'
export { keepWatchingDuties, watchDuties } from './standing/watch.ts'

export const vocabulary: Vocabulary = { refusals: wordings, labels }
