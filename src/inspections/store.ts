import { sql } from 'kysely'
import type { Method } from '../plans/index.ts'
import type { Actor } from '../platform/auth/actor.ts'
import type { Db } from '../platform/database/connect.ts'
import type { Tx } from '../platform/work/work.ts'
import type { Level } from '../units/index.ts'
import type { OneArea } from './areas/schema.ts'
import { areasWithItems, plannedAreas } from './areas/store.ts'
import { keeper, keeperPath, seenAs } from './keeping.ts'
import type { Standing } from './rules.ts'
import type { Inspection, NewInspection } from './schema.ts'
import { isVisible, shown, teamFor } from './visibility.ts'
import './tables.ts'
import type { State } from './vocabulary.ts'

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
    .where(isVisible(actor))
    .executeTakeFirst()
}

/** A locked inspection with the values that steps need. */
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

/** Locks an inspection that is visible to the actor; undefined if it is not. */
export async function lock(tx: Tx, actor: Actor, id: string): Promise<Locked | undefined> {
  const found = await tx
    .selectFrom('inspection')
    .select('id')
    .where('id', '=', id)
    .where(isVisible(actor))
    .forUpdate()
    .executeTakeFirst()
  if (found === undefined) return undefined
  // Read after the lock, so that changes of the areas that were committed meanwhile are included.
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
