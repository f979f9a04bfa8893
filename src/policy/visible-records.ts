import { sql } from 'kysely'
import { visible } from '../platform/scope.ts'
import type { VisibleRecords } from '../platform/visible-records.ts'

export const visibleRecords: VisibleRecords = {
  'local-rule': {
    permission: 'policy:read',
    seen: (actor) => sql`select id from local_rule where ${visible(actor, 'local-rule', 'local_rule')}`
  }
}
