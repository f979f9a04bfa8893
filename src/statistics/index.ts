import type { Vocabulary } from '../platform/openapi/dictionaries.ts'
import { labels, wordings } from './vocabulary.ts'

export { countAhead, keepCounting } from './kept/watch.ts'
export { linesOf } from './lines.ts'
export { register } from './routes.ts'
export { termStatistic } from './terms.ts'

export const vocabulary: Vocabulary = { refusals: wordings, labels }
