import { type RawBuilder, sql } from 'kysely'
import type { Citable } from '../../causes/index.ts'
import { state } from '../fields.ts'
import { seenBy } from '../store.ts'
import { labels } from '../vocabulary.ts'

/** The label of the outcome. It never names a person. */
export const summary: RawBuilder<string> = sql<string>`case accountability_record.outcome ${sql.join(
  Object.entries(labels['accountability-outcome']).map(
    ([code, { zh }]) => sql`when ${sql.lit(code)} then ${sql.lit(zh)}`
  ),
  sql` `
)} end`

/** Listed as a consequence of its causes, for callers who may see the record. */
export const citable: Citable = {
  permission: 'accountability:read',
  seen: (actor) => sql`
    select accountability_record.id, accountability_record.unit_code,
      accountability_record.decided_on as "on", ${state} as state, ${summary} as summary
    from accountability_record
    where ${seenBy(actor)}`
}
