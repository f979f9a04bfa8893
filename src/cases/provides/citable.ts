import { sql } from 'kysely'
import type { Citable } from '../../causes/index.ts'
import { disclosed, visible } from '../../platform/access/scope.ts'

/**
 * A caller who may see a case may cite it as a cause; a report is hidden from accused units here as well. The
 * text of a report is not shown with its consequences: to read it, a caller opens the report, and that is
 * recorded.
 */
export const citable: Citable = {
  permission: 'cases:read',
  seen: (actor) => sql`
    select petition_case.id, petition_case.unit_code,
      (petition_case.received_at at time zone 'Asia/Shanghai')::date as "on", petition_case.state,
      petition_case.number
        || case when kind = 'report' then '' else ' ' || petition_case.summary end as summary
    from petition_case
    where ${visible(actor, 'case', 'petition_case')} and ${disclosed(actor, 'petition_case')}`
}
