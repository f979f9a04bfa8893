import { sql } from 'kysely'
import type { Citable } from '../../causes/index.ts'
import { methodNames } from '../../plans/index.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import { seenMethod, seenPlannedOn } from '../keeping.ts'
import { isVisible } from '../visibility.ts'

/** The summary of an inspection: its method and its target. */
export const summary = (actor: Actor) => sql`
  ${sql.lit(JSON.stringify(methodNames))}::jsonb ->> ${seenMethod(actor)} || ${sql.lit('：')} || (
  select name from unit where code = inspection.target_code)`

/** A caller who may see an inspection may cite it as a cause. */
export const citable: Citable = {
  permission: 'inspections:read',
  seen: (actor) => sql`
    select inspection.id, inspection.unit_code, ${seenPlannedOn(actor)} as "on",
      inspection.state, (${summary(actor)}) as summary
    from inspection
    where ${isVisible(actor)}`
}
