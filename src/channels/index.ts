import { sql } from 'kysely'
import type { VisibleRecords } from '../platform/access/visible-records.ts'
import type { Vocabulary } from '../platform/openapi/dictionaries.ts'
import { seenBy } from './tests/store.ts'
import { labels, wordings } from './vocabulary.ts'

export { events } from './events.ts'
export { lacks } from './fields.ts'
export { duties } from './provides/duties.ts'
export { indicators } from './provides/indicators.ts'
export { register } from './routes.ts'

export const vocabulary: Vocabulary = { refusals: wordings, labels }

export const visibleRecords: VisibleRecords = {
  'channel-test': {
    permission: 'channels:test',
    seen: (actor) => sql`select id from channel_test where ${seenBy(actor)}`
  }
}
