import { sql } from 'kysely'
import type { VisibleRecords } from '../../platform/access/visible-records.ts'
import { seenBy } from '../store.ts'

export const visibleRecords: VisibleRecords = {
  'duty-record': {
    permission: 'duties:read',
    seen: (actor) => sql`select id from duty_record where ${seenBy(actor)}`
  }
}
