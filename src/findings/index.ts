import type { Subjects } from '../terms/index.ts'
import { findingTerms } from './reactions.ts'
import { labels, wordings } from './vocabulary.ts'

export { makeFindingOfInspection, makeFindings } from './make.ts'
export { chronicle } from './provides/chronicle.ts'
export { citable } from './provides/citable.ts'
export { clueSource } from './provides/clue-source.ts'
export { visibleRecords } from './provides/visible-records.ts'
export { reactions } from './reactions.ts'
export { findingRoutes } from './routes.ts'
export { Finding, findingFields, NewFinding } from './schema.ts'

export const vocabulary = { refusals: wordings, labels }

export const subjects: Subjects = { finding: findingTerms }
