import { sql } from 'kysely'
import type { Citable } from '../../causes/index.ts'
import { seenBy } from '../store.ts'

/** A caller who may see an interview may cite it as a cause and finds it among consequences. */
export const citable: Citable = {
  permission: 'interviews:read',
  seen: (actor) => sql`
    select interview.id, interview.unit_code,
      (interview.called_at at time zone 'Asia/Shanghai')::date as "on", interview.state,
      interview.number || ' ' || interview.reason as summary
    from interview
    where ${seenBy(actor)}`
}
