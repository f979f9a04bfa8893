import { type RawBuilder, sql } from 'kysely'
import type { Method } from '../plans/index.ts'
import { addressed, standsAbove } from '../platform/addressed.ts'
import type { Actor } from '../platform/auth/actor.ts'
import type { Db } from '../platform/database/connect.ts'
import { isHandedOver } from '../platform/handed-over.ts'
import { may } from '../platform/permissions.ts'
import { isBelow, visible } from '../platform/scope.ts'
import type { Tx } from '../platform/work.ts'
import type { Level } from '../units/index.ts'
import type { OneArea } from './area-schema.ts'
import { areasWithItems } from './area-store.ts'
import type { Standing } from './rules.ts'
import type { Inspection, NewInspection } from './schema.ts'
import './tables.ts'
import type { State } from './vocabulary.ts'

/**
 * Whether the actor may know of an inspection: its people always, the target once it is told, everybody
 * within the inspecting unit once its results are published. Until then nothing of it shows anywhere.
 */
export function known(actor: Pick<Actor, 'unitCode'>): RawBuilder<boolean> {
  return addressed(actor, 'inspection', 'inspection', {
    told: sql<boolean>`inspection.is_told`,
    published: sql<boolean>`inspection.state = 'published'`
  })
}

/**
 * The same for a list of targets within the actor's own unit, told whatever they are. Said in columns
 * that PostgreSQL keeps statistics of: else it takes the condition for a rare one, and sorts the whole table.
 */
export function knownWithin(actor: Pick<Actor, 'unitCode'>): RawBuilder<boolean> {
  return sql<boolean>`(inspection.is_told or ${visible(actor, 'inspection', 'inspection')})`
}

/** What is shown of an inspection. Where it came from is told to its own people alone. */
export function shown(actor: Pick<Actor, 'unitCode'>) {
  const own = isBelow(actor, 'inspection')
  return [
    'inspection.id',
    'inspection.unit_code as unitCode',
    'keeper.name as unitName',
    'inspection.target_code as targetCode',
    'target.name as targetName',
    'target.level as targetLevel',
    sql<string | null>`case when ${own} then task_id end`.as('taskId'),
    sql<string | null>`case when ${own} then campaign_id end`.as('campaignId'),
    'inspection.method',
    'inspection.planned_on as plannedOn',
    sql<Inspection['evaluator']>`inspection.evaluator`.as('evaluator'),
    'inspection.state',
    'inspection.notified_at as notifiedAt',
    'inspection.started_at as startedAt',
    'inspection.completed_at as completedAt',
    'inspection.published_at as publishedAt',
    'inspection.cancelled_at as cancelledAt',
    sql<string | null>`case when ${own} then cancel_reason end`.as('cancelReason'),
    isHandedOver(actor, 'inspection').as('handedOver')
  ] as const
}

/**
 * Names are told to the target when the inspectors stand before it. They are those of the staff register: who
 * may not read that one does not read them here.
 */
function teamFor(actor: Actor) {
  if (!may(actor, 'staff:read')) return sql<Inspection['team']>`null::jsonb`
  const isMet = sql`(started_at is not null and ${standsAbove(actor, 'inspection')})`
  return sql<Inspection['team']>`case when ${isBelow(actor, 'inspection')} or ${isMet} then (
    select coalesce(jsonb_agg(jsonb_build_object('id', staff.id, 'name', staff.name,
      'unitCode', staff.unit_code) order by staff.id), '[]')
    from staff where staff.id = any(inspection.team)) end`
}

export function find(db: Db | Tx, actor: Actor, id: string): Promise<Inspection | undefined> {
  return db
    .selectFrom('inspection')
    .innerJoin('unit as keeper', 'keeper.code', 'inspection.unit_code')
    .innerJoin('unit as target', 'target.code', 'inspection.target_code')
    .select(shown(actor))
    .select([areasWithItems.as('areas'), teamFor(actor).as('team'), 'inspection.version'])
    .where('inspection.id', '=', id)
    .where(known(actor))
    .executeTakeFirst()
}

/** An inspection that may be written, as it stands. */
export interface Locked extends Standing {
  id: string
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
    .select(['inspection.id', 'inspection.unit_code as unitCode', 'inspection.path', 'inspection.state'])
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
