import { type RawBuilder, sql } from 'kysely'
import type { Method } from '../plans/index.ts'
import { standsAbove } from '../platform/addressed.ts'
import type { Actor } from '../platform/auth/actor.ts'
import type { Db } from '../platform/database/connect.ts'
import { may } from '../platform/permissions.ts'
import { isBelow, visible } from '../platform/scope.ts'
import type { Tx } from '../platform/work.ts'
import type { Level } from '../units/index.ts'
import type { OneArea } from './area-schema.ts'
import { areasWithItems, plannedAreas } from './area-store.ts'
import {
  hasPassedTo,
  isHandedOver,
  isSealed,
  keeper,
  keeperPath,
  keeps,
  seenAs,
  seenMethod,
  seenPlannedOn
} from './keeping.ts'
import type { Standing } from './rules.ts'
import type { Inspection, NewInspection } from './schema.ts'
import './tables.ts'
import type { State } from './vocabulary.ts'

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
function teamFor(actor: Actor) {
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

export function find(db: Db | Tx, actor: Actor, id: string): Promise<Inspection | undefined> {
  return db
    .selectFrom('inspection')
    .innerJoin('unit as keeper', 'keeper.code', 'inspection.unit_code')
    .innerJoin('unit as target', 'target.code', 'inspection.target_code')
    .select(shown(actor))
    .select([
      seenAs(actor, areasWithItems, plannedAreas).as('areas'),
      teamFor(actor).as('team'),
      seenAs(actor, sql<number>`inspection.version`, sql`(as_passed ->> 'version')::int`).as('version')
    ])
    .where('inspection.id', '=', id)
    .where(known(actor))
    .executeTakeFirst()
}

/** An inspection that may be written, as it stands. */
export interface Locked extends Standing {
  id: string
  /** Whether it has passed to another unit than the one that arranged it. */
  hasPassed: boolean
  targetCode: string
  targetPath: string
  targetLevel: Level
  taskId: string | null
  campaignId: string | null
  plannedOn: string
  team: string[]
  areas: OneArea[]
  version: number
}

/** Locks an inspection that the actor knows of; others wait. */
export async function lock(tx: Tx, actor: Actor, id: string): Promise<Locked | undefined> {
  const found = await tx
    .selectFrom('inspection')
    .select('id')
    .where('id', '=', id)
    .where(known(actor))
    .forUpdate()
    .executeTakeFirst()
  if (found === undefined) return undefined
  // Read behind the lock: what others wrote meanwhile to its areas is there now.
  return tx
    .selectFrom('inspection')
    .innerJoin('unit as target', 'target.code', 'inspection.target_code')
    .select([keeper.as('unitCode'), keeperPath.as('path'), sql<string>`unit_acting(${keeper})`.as('acting')])
    .select(sql<boolean>`inspection.passed_to_code is not null`.as('hasPassed'))
    .select(['inspection.id', 'inspection.state'])
    .select(['inspection.target_code as targetCode', 'inspection.target_path as targetPath'])
    .select(['target.level as targetLevel', 'task_id as taskId', 'campaign_id as campaignId', 'method'])
    .select(['planned_on as plannedOn', 'team', 'evaluator', 'inspection.version'])
    .select(['notified_at as notifiedAt', 'started_at as startedAt', areasWithItems.as('areas')])
    .where('inspection.id', '=', id)
    .executeTakeFirstOrThrow()
}

export interface NewRow extends Omit<NewInspection, 'areas'> {
  id: string
  path: string
  targetPath: string
  createdAt: string
  createdBy: string
}

export async function insert(tx: Tx, row: NewRow): Promise<void> {
  await tx
    .insertInto('inspection')
    .values({
      id: row.id,
      unit_code: row.unitCode,
      path: row.path,
      target_code: row.targetCode,
      target_path: row.targetPath,
      task_id: row.taskId ?? null,
      campaign_id: row.campaignId ?? null,
      method: row.method,
      planned_on: row.plannedOn,
      team: row.team ?? [],
      evaluator: row.evaluator === undefined ? null : JSON.stringify(row.evaluator),
      created_at: row.createdAt,
      created_by: row.createdBy
    })
    .execute()
}

export interface Change {
  state?: State
  method?: Method
  plannedOn?: string
  taskId?: string
  team?: string[]
  evaluator?: unknown
  notifiedAt?: string
  startedAt?: string
  completedAt?: string
  publishedAt?: string
  cancelledAt?: string
  cancelReason?: string
}

export async function update(tx: Tx, id: string, change: Change): Promise<void> {
  const { evaluator } = change
  await tx
    .updateTable('inspection')
    .set({
      state: change.state,
      method: change.method,
      planned_on: change.plannedOn,
      task_id: change.taskId,
      team: change.team,
      evaluator: evaluator == null ? evaluator : JSON.stringify(evaluator),
      notified_at: change.notifiedAt,
      started_at: change.startedAt,
      completed_at: change.completedAt,
      published_at: change.publishedAt,
      cancelled_at: change.cancelledAt,
      cancel_reason: change.cancelReason,
      version: sql<number>`version + 1`
    })
    .where('id', '=', id)
    .execute()
}
