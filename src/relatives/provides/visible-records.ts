import { sql } from 'kysely'
import { visible } from '../../platform/access/scope.ts'
import type { VisibleRecords } from '../../platform/access/visible-records.ts'
import { visibleChecks } from '../checks/provides.ts'
import { seenBy } from '../filings/store.ts'

export const visibleRecords: VisibleRecords = {
  ...visibleChecks,
  filer: {
    permission: 'relatives:read',
    seen: (actor) => sql`select id from filer where ${visible(actor, 'filer', 'filer')}`
  },
  'relative-tie': {
    permission: 'relative-checks:make',
    isCoded: true,
    seen: (actor) => sql`
      select unit_code as id from relative_tie_file
      where ${visible(actor, 'relative-tie', 'relative_tie_file')}`
  },
  // The ties that units know of a person: for those who may read the files, never for the person's own unit.
  'ties-of-filer': {
    permission: 'relative-checks:make',
    seen: (actor) => sql`
      select filer.id from filer
      join relative_tie as tie on tie.filer_hash = filer.identity_hash
      join relative_tie_file as file on file.unit_code = tie.unit_code
      where ${visible(actor, 'relative-tie', 'file')}`
  },
  'relative-dispute': {
    permission: 'relatives:read',
    seen: (actor) => sql`
      select id from relative_dispute where ${visible(actor, 'relative-dispute', 'relative_dispute')}`
  },
  'relative-filing': {
    permission: 'relatives:read',
    seen: (actor) => sql`select id from relative_filing where ${seenBy(actor)}`
  }
}
