import { sql } from 'kysely'
import { visible } from '../../platform/access/scope.ts'
import type { VisibleRecords } from '../../platform/access/visible-records.ts'

export const visibleRecords: VisibleRecords = {
  unit: {
    permission: 'units:read',
    isCoded: true,
    seen: (actor) => sql`select code as id from unit where ${visible(actor, 'unit', 'unit')}`
  }
}
