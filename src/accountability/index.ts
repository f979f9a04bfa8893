import { labels, wordings } from './vocabulary.ts'

export { chronicle } from './provides/chronicle.ts'
export { citable } from './provides/citable.ts'
export { retained } from './provides/retained.ts'
export { visibleRecords } from './provides/visible-records.ts'
export { accountabilityRoutes } from './routes.ts'

export const vocabulary = { refusals: wordings, labels }
