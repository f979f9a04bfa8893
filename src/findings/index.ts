import type { Citables } from '../causes/index.ts'
import type { Vocabulary } from '../platform/openapi/dictionaries.ts'
import type { Subjects } from '../terms/index.ts'
import { citable } from './provides/citable.ts'
import { findingTerms } from './terms.ts'
import { labels, wordings } from './vocabulary.ts'

export { events } from './events.ts'
export { makeFindingOfInspection, makeFindings } from './make.ts'
export { chronicle } from './provides/chronicle.ts'
export { clueSource } from './provides/clue-source.ts'
export { duties } from './provides/duties.ts'
export { evidence } from './provides/evidence.ts'
export { indicators } from './provides/indicators.ts'
export { statistics } from './provides/statistics.ts'
export { visibleRecords } from './provides/visible-records.ts'
export { reactions } from './reactions.ts'
export { register } from './routes.ts'
export { Finding, findingFields, NewFinding } from './schema.ts'

export const vocabulary: Vocabulary = { refusals: wordings, labels }

export const subjects: Subjects = { finding: findingTerms }

export const citables: Citables = { finding: citable }
