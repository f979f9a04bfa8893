import type { Citables } from '../causes/index.ts'
import type { Vocabulary } from '../platform/openapi/dictionaries.ts'
import { citable } from './provides/citable.ts'
import { labels, wordings } from './vocabulary.ts'

export { callInterview } from './actions.ts'
export { keepWatchingCommitments, watchCommitments } from './commitments/watch.ts'
export { events } from './events.ts'
export { calledStatistic } from './provides/called.ts'
export { chronicle } from './provides/chronicle.ts'
export { evidence } from './provides/evidence.ts'
export { visibleRecords } from './provides/visible-records.ts'
export { register } from './routes.ts'

export const vocabulary: Vocabulary = { refusals: wordings, labels }

export const citables: Citables = { interview: citable }
