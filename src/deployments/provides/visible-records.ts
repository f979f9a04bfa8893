import { sql } from 'kysely'
import type { VisibleRecords } from '../../platform/access/visible-records.ts'
import { lineSeenBy, seenBy } from '../visibility.ts'

export const visibleRecords: VisibleRecords = {
  deployment: {
    permission: 'deployments:read',
    seen: (actor) => sql`select id from deployment where ${seenBy(actor)}`
  },
  'deployment-report': {
    permission: 'deployments:read',
    seen: (actor) => sql`
      select deployment_report.id from deployment_report
      join deployment on deployment.id = deployment_report.deployment_id
      where ${lineSeenBy(actor, 'deployment_report')}`
  }
}
