import { sql } from 'kysely'
import type { Citable } from '../../causes/index.ts'
import { seenBy } from '../visibility.ts'

/** A caller who may see a notice may cite it as a cause. */
export const citable: Citable = {
  permission: 'notices:read',
  seen: (actor) => sql`
    select notice.id, notice.unit_code,
      coalesce(notice.issued_on, (notice.created_at at time zone 'Asia/Shanghai')::date) as "on",
      notice.state, concat_ws(' ', notice.number, notice.title) as summary
    from notice where ${seenBy(actor)}`
}
