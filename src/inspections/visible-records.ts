import { sql } from 'kysely'
import { visible } from '../platform/scope.ts'
import type { VisibleRecords } from '../platform/visible-records.ts'
import { known } from './sight.ts'
import { isDrawnFor } from './teams/sight.ts'

export const visibleRecords: VisibleRecords = {
  inspection: {
    permission: 'inspections:read',
    seen: (actor) => sql`select id from inspection where ${known(actor)}`
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
