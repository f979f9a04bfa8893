import { sql } from 'kysely'
import type { VisibleRecords } from '../../platform/access/visible-records.ts'
import * as sets from '../sets/store.ts'
import '../tables.ts'
import { seenBy, targetSeenBy } from '../visibility.ts'

export const visibleRecords: VisibleRecords = {
  'indicator-set': {
    permission: 'indicator-sets:read',
    seen: (actor) => sql`select id from indicator_set where ${sets.seenBy(actor)}`
  },
  evaluation: {
    permission: 'evaluations:read',
    seen: (actor) => sql`select id from evaluation where ${seenBy(actor)}`
  },
  // For files only: what proves the values of one unit is no business of the others.
  'evaluation-target': {
    permission: 'evaluations:read',
    seen: (actor) => sql`
      select evaluation_target.id
      from evaluation_target join evaluation on evaluation.id = evaluation_target.evaluation_id
      where ${targetSeenBy(actor)}`
  }
}
