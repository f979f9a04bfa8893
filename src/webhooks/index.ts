import { sql } from 'kysely'
import type { VisibleRecords } from '../platform/access/visible-records.ts'
import type { RoomFigure } from '../platform/observability/figures.ts'
import type { Vocabulary } from '../platform/openapi/dictionaries.ts'
import { seenBy } from './store.ts'
import { labels, wordings } from './vocabulary.ts'

export { events } from './events.ts'
export { register } from './routes.ts'
export { allowedBy } from './sending/addresses.ts'
export type { Sending } from './sending/attempt.ts'
export { keepSending, Sender } from './sending/keep-sending.ts'
export { createSecrets, type Secrets } from './sending/secrets.ts'
export { sweepWebhooks } from './sending/sweep.ts'

export const vocabulary: Vocabulary = { refusals: wordings, labels }

export const visibleRecords: VisibleRecords = {
  webhook: {
    permission: 'webhooks:see',
    seen: (actor) => sql`select id from webhook where ${seenBy(actor)}`
  }
}

export const figures: readonly RoomFigure[] = [
  {
    name: 'webhooks_paused',
    help: 'Webhooks that the service paused',
    count: () => sql`select count(*)::int from webhook where state = 'paused' and paused_reason <> 'asked'`
  },
  {
    name: 'webhooks_failing',
    help: 'Webhooks whose last attempt failed, and that are tried again',
    count: () => sql`select count(*)::int from webhook where state = 'active' and failures > 0`
  }
]
