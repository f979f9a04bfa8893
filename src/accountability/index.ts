import { wordings, words } from './vocabulary.ts'

export { chronicle } from './chronicle.ts'
export { citable } from './citable.ts'
export { retained } from './retained.ts'
export { accountabilityRoutes } from './routes.ts'
export { visibleRecords } from './visible-records.ts'

export const vocabulary = { refusals: wordings, words }
