import { sql } from 'kysely'
import type { VisibleRecords } from '../../platform/access/visible-records.ts'
import { seenBy } from '../store.ts'

export const visibleRecords: VisibleRecords = {
  interview: {
    permission: 'interviews:read',
    seen: (actor) => sql`select id from interview where ${seenBy(actor)}`
  }
}
