import { sql } from 'kysely'
import type { Citable } from '../../causes/index.ts'
import type { UsesUpload } from '../../funds/index.ts'
import { visible } from '../../platform/access/scope.ts'
import type { VisibleRecords } from '../../platform/access/visible-records.ts'
import './tables.ts'

// What other rooms may know of checks.

const permission = 'relatives:read'

export const visibleChecks: VisibleRecords = {
  'relative-check': {
    permission,
    seen: (actor) =>
      sql`select id from relative_check where ${visible(actor, 'relative-check', 'relative_check')}`
  },
  /** A unit that makes a check: its people and those above it follow the operation. */
  'relatives-of-unit': {
    permission,
    isCoded: true,
    seen: (actor) => sql`select code as id from unit where ${visible(actor, 'relative-check', 'unit')}`
  }
}

/** People who can see a check may name it as a cause. */
export const citableCheck: Citable = {
  permission,
  seen: (actor) => sql`
    select relative_check.id, relative_check.target_code as unit_code, relative_check.as_of as "on",
      relative_check.state,
      ${sql.lit('近亲属备案检查 ')} || to_char(relative_check.period, 'YYYY-MM') as summary
    from relative_check
    where ${visible(actor, 'relative-check', 'relative_check')}`
}

/** A check has compared the upload: its lines must stay. */
export const usesUpload: UsesUpload = (upload) => sql<boolean>`exists (
  select from relative_check_roster as compared
  where compared.roster_upload_id = ${sql.ref(`${upload}.id`)})`
