import { type RawBuilder, sql } from 'kysely'
import { standsAbove } from '../platform/access/addressed.ts'
import { may } from '../platform/access/permissions.ts'
import { visible } from '../platform/access/scope.ts'
import type { Actor } from '../platform/auth/actor.ts'
import { hasPassedTo, isSealed, keeperPath, keeps } from './keeping.ts'
import type { Inspection } from './schema.ts'
import './tables.ts'

/**
 * Whether an inspection is visible to the actor: always to the unit that arranged it, the unit to which it
 * passed and the units above these; to the target once it is notified or the inspection has begun; to
 * everybody within the inspecting unit once its results are published. Until then it appears nowhere (四不两直).
 */
export function isVisible(actor: Pick<Actor, 'unitCode'>): RawBuilder<boolean> {
  return sql<boolean>`(
    ${visible(actor, 'inspection', 'inspection')} or ${hasPassedTo(actor)}
    or (inspection.is_told and ${standsAbove(actor, 'inspection')})
    or (inspection.state = 'published' and unit_path(${actor.unitCode}) like ${keeperPath} || '.%'))`
}

/**
 * The same for a list of targets within the actor's own unit. The condition uses plain columns, of which
 * PostgreSQL keeps statistics; otherwise it takes the condition for a rare one and sorts the whole table.
 */
export function isVisibleWithin(actor: Pick<Actor, 'unitCode'>): RawBuilder<boolean> {
  return sql<boolean>`(inspection.is_told or ${visible(actor, 'inspection', 'inspection')}
    or ${hasPassedTo(actor)})`
}

/**
 * The team. The target sees the names once the inspection has begun. They come from the staff register, so a
 * caller without `staff:read` does not see them here either.
 */
export function teamFor(actor: Actor) {
  if (!may(actor, 'staff:read')) return sql<Inspection['team']>`null::jsonb`
  const isMet = sql`(started_at is not null and ${standsAbove(actor, 'inspection')})`
  return sql<Inspection['team']>`case when ${keeps(actor)} or ${isMet} then ${people(sql`inspection.team`)}
    when ${isSealed(actor)} then ${people(sql`array(
      select jsonb_array_elements_text(as_passed -> 'team')::uuid)`)} end`
}

function people(ids: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(
    select coalesce(jsonb_agg(jsonb_build_object('id', staff.id, 'name', staff.name,
      'unitCode', staff.unit_code) order by staff.id), '[]')
    from staff where staff.id = any(${ids}))`
}
