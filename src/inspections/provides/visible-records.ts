import { sql } from 'kysely'
import { visible } from '../../platform/access/scope.ts'
import type { VisibleRecords } from '../../platform/access/visible-records.ts'
import { isDrawnFor } from '../teams/visibility.ts'
import { isVisible } from '../visibility.ts'

export const visibleRecords: VisibleRecords = {
  inspection: {
    permission: 'inspections:read',
    seen: (actor) => sql`select id from inspection where ${isVisible(actor)}`
  },
  campaign: {
    permission: 'inspections:read',
    seen: (actor) => sql`select id from campaign where ${visible(actor, 'campaign', 'campaign')}`
  },
  staff: {
    permission: 'staff:read',
    seen: (actor) => sql`select id from staff where ${visible(actor, 'staff', 'staff')}`
  },
  'team-draw': {
    permission: 'inspections:read',
    seen: (actor) => sql`
      select team_draw.id from team_draw join inspection on inspection.id = team_draw.inspection_id
      where ${isDrawnFor(actor)}`
  }
}
