import type { Vocabulary } from '../platform/openapi/dictionaries.ts'
import { labels, wordings } from './vocabulary.ts'

export { type Citation, cite, citeEach } from './actions.ts'
export type { Citable, Citables } from './citable.ts'
export { register } from './routes.ts'
export { Cause, Causes, CitedRecord, CitedRecords } from './schema.ts'
export {
  behind as causesBehind,
  of as causesOf,
  restsOn,
  seen as causesSeen,
  unlink as uncite
} from './store.ts'

export const vocabulary: Vocabulary = { refusals: wordings, labels }
