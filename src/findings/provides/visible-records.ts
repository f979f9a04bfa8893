import { sql } from 'kysely'
import type { VisibleRecords } from '../../platform/access/visible-records.ts'
import { seenBy } from '../store.ts'

export const visibleRecords: VisibleRecords = {
  finding: {
    permission: 'findings:read',
    seen: (actor) => sql`select id from finding where ${seenBy(actor)}`
  }
}
