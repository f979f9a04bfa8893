import { sql } from 'kysely'
import type { Citable } from '../../causes/index.ts'
import { visible } from '../../platform/access/scope.ts'
import { labels } from '../labels.ts'

const kinds = Object.entries(labels['fund-check-kind']).map(
  ([kind, { zh }]) => sql`when ${sql.lit(kind)} then ${sql.lit(zh)}`
)

/** People who can see a check may name it as a cause. */
export const citable: Citable = {
  permission: 'funds:read',
  seen: (actor) => sql`
    select fund_check.id, fund_check.unit_code, fund_check.checked_on as "on", fund_check.state,
      case fund_check.kind ${sql.join(kinds, sql` `)} end || ' ' || to_char(fund_check.period, 'YYYY-MM')
        as summary
    from fund_check
    where ${visible(actor, 'fund', 'fund_check')}`
}
