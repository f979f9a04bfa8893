import { type RawBuilder, sql } from 'kysely'
import type { Citable } from '../../causes/index.ts'
import { seenBy } from '../store.ts'
import { labels } from '../vocabulary.ts'

/** The label of the outcome. It never names a person. */
export const summary: RawBuilder<string> = sql<string>`case record.outcome ${sql.join(
  Object.entries(labels['accountability-outcome']).map(
    ([code, { zh }]) => sql`when ${sql.lit(code)} then ${sql.lit(zh)}`
  ),
  sql` `
)} end`

/** Listed as a consequence of its causes, for callers who may see the record. */
export const citable: Citable = {
  permission: 'accountability:read',
  seen: (actor) => sql`
    select record.id, record.unit_code, record.decided_on as "on",
      case when record.lifted_on is null then 'decided' else 'lifted' end as state, ${summary} as summary
    from accountability_record as record
    where ${seenBy(actor)}`
}
