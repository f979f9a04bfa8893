import { sql } from 'kysely'
import type { VisibleRecords } from '../../platform/access/visible-records.ts'
import { seenBy } from '../store.ts'

export const visibleRecords: VisibleRecords = {
  'accountability-record': {
    permission: 'accountability:read',
    seen: (actor) => sql`select id from accountability_record where ${seenBy(actor)}`
  }
}
