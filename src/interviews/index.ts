import { labels, wordings } from './vocabulary.ts'

export { keepWatchingCommitments, watchCommitments } from './commitments/watch.ts'
export { chronicle } from './provides/chronicle.ts'
export { citable } from './provides/citable.ts'
export { visibleRecords } from './provides/visible-records.ts'
export { interviewRoutes } from './routes.ts'

export const vocabulary = { refusals: wordings, labels }
