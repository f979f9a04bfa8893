import { sql } from 'kysely'
import type { Citable } from '../../causes/index.ts'
import { seenBy } from '../checks/store.ts'
import { labels } from '../labels.ts'

const channels = JSON.stringify(
  Object.fromEntries(
    Object.entries(labels['disclosure-channel']).map(([code, { zh }]) => [code, `公示核查：${zh}，`])
  )
)

/** People who can see a check may name it as a cause. */
export const citable: Citable = {
  permission: 'disclosure-checks:read',
  seen: (actor) => sql`
    select disclosure_check.id, disclosure_check.unit_code, disclosure_check.checked_on as "on",
      null::text as state,
      (${sql.lit(channels)}::jsonb ->> disclosure_check.channel) || (
        select name from unit where code = disclosure_check.target_code) as summary
    from disclosure_check
    where ${seenBy(actor)}`
}
