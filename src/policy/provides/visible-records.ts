import { sql } from 'kysely'
import { visible } from '../../platform/access/scope.ts'
import type { VisibleRecords } from '../../platform/access/visible-records.ts'

export const visibleRecords: VisibleRecords = {
  'local-rule': {
    permission: 'policy:read',
    seen: (actor) => sql`select id from local_rule where ${visible(actor, 'local-rule', 'local_rule')}`
  }
}
