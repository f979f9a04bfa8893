import { labels } from './vocabulary.ts'

export { retentionRoutes } from './routes.ts'
export { keepWatchingRetention, unknownErasures, type Watching, watchRetention } from './watch.ts'

export const vocabulary = { labels }
