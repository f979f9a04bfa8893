import { sql } from 'kysely'
import type { Citable } from '../../causes/index.ts'
import { seenBy } from '../visibility.ts'

/** A caller who may see an evaluation may cite it as a cause. Its summary says nothing of a result. */
export const citable: Citable = {
  permission: 'evaluations:read',
  seen: (actor) => sql`
    select evaluation.id, evaluation.unit_code,
      (evaluation.made_at at time zone 'Asia/Shanghai')::date as "on", evaluation.state,
      evaluation.year || ${sql.lit('年度绩效评价')} as summary
    from evaluation where ${seenBy(actor)}`
}
