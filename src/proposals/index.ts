import type { Vocabulary } from '../platform/openapi/dictionaries.ts'
import { labels, wordings } from './vocabulary.ts'

export { follower } from './computing/follower.ts'
export { keepProposing, watchProposals } from './computing/watch.ts'
export { events } from './events.ts'
export { visibleRecords } from './provides/visible-records.ts'
export { reactions } from './reactions.ts'
export { register } from './routes.ts'

export const vocabulary: Vocabulary = { refusals: wordings, labels }
