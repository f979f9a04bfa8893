import { sql } from 'kysely'
import type { Citable } from '../../causes/index.ts'
import { seenBy } from '../store.ts'

/** A caller who may see a finding may cite it as a cause. */
export const citable: Citable = {
  permission: 'findings:read',
  seen: (actor) => sql`
    select finding.id, finding.unit_code, (finding.created_at at time zone 'Asia/Shanghai')::date as "on",
      finding.state, left(finding.text, 200) as summary
    from finding
    where ${seenBy(actor)}`
}
