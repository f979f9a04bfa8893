import type { Subjects } from '../terms/index.ts'
import { findingTerms } from './reactions.ts'
import { wordings, words } from './vocabulary.ts'

export { chronicle } from './chronicle.ts'
export { citable } from './citable.ts'
export { clueSource } from './clue-source.ts'
export { makeFindingOfInspection, makeFindings } from './make.ts'
export { reactions } from './reactions.ts'
export { findingRoutes } from './routes.ts'
export { Finding, findingFields, NewFinding } from './schema.ts'
export { visibleRecords } from './visible-records.ts'

export const vocabulary = { refusals: wordings, words }

export const subjects: Subjects = { finding: findingTerms }
