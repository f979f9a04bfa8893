import type { Vocabulary } from '../platform/openapi/dictionaries.ts'
import { labels, wordings } from './vocabulary.ts'

export { statisticsWith } from './provides/statistics.ts'
export { register } from './routes.ts'
export { dutySumsBy } from './sums.ts'

export const vocabulary: Vocabulary = { refusals: wordings, labels }
