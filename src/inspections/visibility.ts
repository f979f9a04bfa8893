import { type RawBuilder, sql } from 'kysely'
import { standsAbove } from '../platform/access/addressed.ts'
import { may } from '../platform/access/permissions.ts'
import { isBelow, visible } from '../platform/access/scope.ts'
import type { Actor } from '../platform/auth/actor.ts'
import {
  hasPassedTo,
  isHandedOver,
  isSealed,
  keeperPath,
  keeps,
  seenAs,
  seenMethod,
  seenPlannedOn
} from './keeping.ts'
import type { Inspection } from './schema.ts'
import './tables.ts'

/**
 * Whether the actor may know of an inspection: the unit that arranged it, the one to which it has passed and
 * those above these always, the target once it is told, everybody within the inspecting unit once its results
 * are published. Until then nothing of it shows anywhere.
 */
export function known(actor: Pick<Actor, 'unitCode'>): RawBuilder<boolean> {
  return sql<boolean>`(
    ${visible(actor, 'inspection', 'inspection')} or ${hasPassedTo(actor)}
    or (inspection.is_told and ${standsAbove(actor, 'inspection')})
    or (inspection.state = 'published' and unit_path(${actor.unitCode}) like ${keeperPath} || '.%'))`
}

/**
 * The same for a list of targets within the actor's own unit, told whatever they are. Said in columns
 * that PostgreSQL keeps statistics of: else it takes the condition for a rare one, and sorts the whole table.
 */
export function knownWithin(actor: Pick<Actor, 'unitCode'>): RawBuilder<boolean> {
  return sql<boolean>`(inspection.is_told or ${visible(actor, 'inspection', 'inspection')}
    or ${hasPassedTo(actor)})`
}

/**
 * What is shown of an inspection. Where it came from is told to its own people alone; a campaign to the unit
 * that keeps it, which stays the one that arranged the inspection.
 */
export function shown(actor: Pick<Actor, 'unitCode'>) {
  const arranged = isBelow(actor, 'inspection')
  return [
    'inspection.id',
    'inspection.unit_code as unitCode',
    'keeper.name as unitName',
    'inspection.target_code as targetCode',
    'target.name as targetName',
    'target.level as targetLevel',
    sql<string | null>`case when ${keeps(actor)} then task_id
      when ${arranged} then (as_passed ->> 'taskId')::uuid end`.as('taskId'),
    sql<string | null>`case when ${arranged} then campaign_id end`.as('campaignId'),
    seenMethod(actor).as('method'),
    seenPlannedOn(actor).as('plannedOn'),
    seenAs(actor, sql<Inspection['evaluator']>`inspection.evaluator`, sql`as_passed -> 'evaluator'`).as(
      'evaluator'
    ),
    'inspection.state',
    'inspection.notified_at as notifiedAt',
    'inspection.started_at as startedAt',
    'inspection.completed_at as completedAt',
    'inspection.published_at as publishedAt',
    'inspection.cancelled_at as cancelledAt',
    sql<string | null>`case when ${keeps(actor)} then cancel_reason end`.as('cancelReason'),
    actingCode.as('actingUnitCode'),
    sql<string | null>`(select acting.name from unit as acting where acting.code = ${actingCode})`.as(
      'actingUnitName'
    ),
    isHandedOver(actor).as('handedOver')
  ] as const
}

/** Who acts now, where it is not the unit that arranged the inspection. */
const actingCode = sql<string | null>`case when inspection.passed_to_code is null then keeper.acting_code
  else unit_acting(inspection.passed_to_code) end`

/**
 * Names are told to the target when the inspectors stand before it. They are those of the staff register: who
 * may not read that one does not read them here.
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
