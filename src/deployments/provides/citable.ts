import { sql } from 'kysely'
import type { Citable } from '../../causes/index.ts'
import { seenBy } from '../visibility.ts'

/** A caller who may see a deployment may cite it as a cause. */
export const citable: Citable = {
  permission: 'deployments:read',
  seen: (actor) => sql`
    select deployment.id, deployment.unit_code, deployment.issued_on as "on", deployment.state,
      concat_ws(' ', deployment.document_no, deployment.title) as summary
    from deployment where ${seenBy(actor)}`
}
