import { sql } from 'kysely'
import type { VisibleRecords } from '../../platform/access/visible-records.ts'
import { seenBy } from '../store.ts'

export const visibleRecords: VisibleRecords = {
  proposal: {
    permission: 'proposals:read',
    seen: (actor) => sql`select id from proposal where ${seenBy(actor)}`
  }
}
