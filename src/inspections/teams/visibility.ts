import { type RawBuilder, sql } from 'kysely'
import { isBelow } from '../../platform/access/scope.ts'
import type { Actor } from '../../platform/auth/actor.ts'

/**
 * Whether a draw was made for the actor's unit or a unit below it. Of an inspection that passed on, each unit
 * sees the draws from its own register.
 */
export function isDrawnFor(actor: Pick<Actor, 'unitCode'>): RawBuilder<boolean> {
  return sql<boolean>`case when team_draw.unit_code is null then ${isBelow(actor, 'inspection')}
    else ${actor.unitCode} = any(string_to_array(unit_path(team_draw.unit_code), '.')) end`
}
