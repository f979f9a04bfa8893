import { sql } from 'kysely'
import { visible } from '../../platform/access/scope.ts'
import type { VisibleRecords } from '../../platform/access/visible-records.ts'
import { shown } from '../store.ts'

export const visibleRecords: VisibleRecords = {
  'compliance-report': {
    permission: 'compliance-reports:read',
    seen: (actor) => sql`select id from compliance_report
      where ${visible(actor, 'compliance-report', 'compliance_report')} and ${shown(actor)}`
  }
}
