import { sql } from 'kysely'
import { visible } from '../../platform/access/scope.ts'
import type { VisibleRecords } from '../../platform/access/visible-records.ts'

export const visibleRecords: VisibleRecords = {
  'disclosure-list': {
    permission: 'disclosures:read',
    seen: (actor) => sql`
      select id from disclosure_list where ${visible(actor, 'disclosure-list', 'disclosure_list')}`
  },
  'disclosure-scan': {
    permission: 'disclosures:read',
    seen: (actor) => sql`
      select id from disclosure_scan where ${visible(actor, 'disclosure-scan', 'disclosure_scan')}`
  }
}
