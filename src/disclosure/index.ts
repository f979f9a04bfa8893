import type { Citables } from '../causes/index.ts'
import type { Vocabulary } from '../platform/openapi/dictionaries.ts'
import type { Subjects } from '../terms/index.ts'
import { labels } from './labels.ts'
import { citable } from './provides/citable.ts'
import { disclosureTerms } from './terms.ts'
import { wordings } from './vocabulary.ts'

export { events } from './events.ts'
export { chronicle } from './provides/chronicle.ts'
export { duties } from './provides/duties.ts'
export { evidence } from './provides/evidence.ts'
export { indicators } from './provides/indicators.ts'
export { statistics } from './provides/statistics.ts'
export { visibleRecords } from './provides/visible-records.ts'
export { reactions } from './reactions.ts'
export { register } from './routes.ts'
export { isPublished as isPublishedOnWebsite } from './website/store.ts'

export const vocabulary: Vocabulary = { refusals: wordings, labels }

export const subjects: Subjects = { disclosure: disclosureTerms }

export const citables: Citables = { 'disclosure-check': citable }
