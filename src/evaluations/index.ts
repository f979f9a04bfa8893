import type { Citables } from '../causes/index.ts'
import type { Vocabulary } from '../platform/openapi/dictionaries.ts'
import { wordings as evaluatorWordings } from './evaluators/vocabulary.ts'
import { labels } from './labels.ts'
import { citable } from './provides/citable.ts'
import { wordings } from './vocabulary.ts'

export { computing } from './computing/actions.ts'
export { events } from './events.ts'
export { chronicle } from './provides/chronicle.ts'
export { duties } from './provides/duties.ts'
export { evidence } from './provides/evidence.ts'
export { visibleRecords } from './provides/visible-records.ts'
export { resultsOf } from './report/results.ts'
export { register } from './routes.ts'

export const vocabulary: Vocabulary = {
  refusals: { ...wordings, ...evaluatorWordings },
  labels
}

export const citables: Citables = { evaluation: citable }
