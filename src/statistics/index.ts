import type { Vocabulary } from '../platform/openapi/dictionaries.ts'
import { labels, wordings } from './vocabulary.ts'

export { linesOf } from './lines.ts'
export { register } from './routes.ts'

export const vocabulary: Vocabulary = { refusals: wordings, labels }
