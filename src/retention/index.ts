import type { Vocabulary } from '../platform/openapi/dictionaries.ts'
import { labels } from './vocabulary.ts'

export { register } from './routes.ts'
export { keepWatchingRetention, unknownErasures, type Watching, watchRetention } from './watch.ts'

export const vocabulary: Vocabulary = { labels }
