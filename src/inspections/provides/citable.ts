import { sql } from 'kysely'
import type { Citable } from '../../causes/index.ts'
import { methodNames } from '../../plans/index.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import { seenMethod, seenPlannedOn } from '../keeping.ts'
import { known } from '../visibility.ts'

/** What an inspection is called: its method and its target. */
export const summary = (actor: Actor) => sql`
  ${sql.lit(JSON.stringify(methodNames))}::jsonb ->> ${seenMethod(actor)} || ${sql.lit('：')} || (
  select name from unit where code = inspection.target_code)`

/** Whoever may know of an inspection may name it as a cause; the target, once it is told. */
export const citable: Citable = {
  permission: 'inspections:read',
  seen: (actor) => sql`
    select inspection.id, inspection.unit_code, ${seenPlannedOn(actor)} as "on",
      inspection.state, (${summary(actor)}) as summary
    from inspection
    where ${known(actor)}`
}
