/**
 * The keeper of an inspection, and what a former keeper sees. The keeper is `unit_code`, which arranged it,
 * or `passed_to_code` if a move of the target has passed it on. A former keeper may go on reading it. Until
 * the target may know of it, they read it as it was when it passed on (`as_passed`), because the arrangements
 * of the new keeper are secret.
 */
import { type RawBuilder, sql } from 'kysely'
import type { Method } from '../plans/index.ts'
import {
  about as aboutTargets,
  type Listed,
  listed as listedTargets
} from '../platform/access/handed-over.ts'
import type { Subtree } from '../platform/access/scope.ts'
import type { Actor } from '../platform/auth/actor.ts'
import type { Db } from '../platform/database/connect.ts'
import './tables.ts'

export type Caller = Pick<Actor, 'unitCode'>

/** The code of the keeper as recorded; that unit may have ended since. */
export const keeper = sql<string>`coalesce(inspection.passed_to_code, inspection.unit_code)`
/** The place of the keeper in the tree. */
export const keeperPath = sql<string>`coalesce(inspection.passed_to_path, inspection.path)`

const isAway = (path: RawBuilder<unknown>) => sql<boolean>`inspection.target_path not like ${path} || '.%'`
const isWithin = (code: string, path: RawBuilder<unknown>) =>
  sql<boolean>`${code} = any(string_to_array(${path}, '.'))`

/** Whether the actor's unit is the keeper of the inspection or a unit above it. */
export function keeps({ unitCode }: Caller): RawBuilder<boolean> {
  return isWithin(unitCode, keeperPath)
}

/** Whether the inspection passed to the actor's unit or to a unit below it; null if it has not passed on. */
export function hasPassedTo({ unitCode }: Caller): RawBuilder<boolean> {
  return isWithin(unitCode, sql`inspection.passed_to_path`)
}

/** Whether the actor, as a former keeper, sees the inspection only as it was when it passed on. */
export function isSealed(actor: Caller): RawBuilder<boolean> {
  return sql<boolean>`(inspection.passed_to_code is not null and not inspection.is_told
    and not ${hasPassedTo(actor)})`
}

/** The value of a column that is visible to the actor. `passed`: its value in `as_passed`. */
export function seenAs<T>(actor: Caller, column: RawBuilder<T>, passed: RawBuilder<T>): RawBuilder<T> {
  return sql<T>`case when ${isSealed(actor)} then ${passed} else ${column} end`
}

export function seenMethod(actor: Caller): RawBuilder<Method> {
  return seenAs(actor, sql<Method>`inspection.method`, sql<Method>`as_passed ->> 'method'`)
}

export function seenPlannedOn(actor: Caller): RawBuilder<string> {
  const passed = sql<string>`(as_passed ->> 'plannedOn')::date`
  return seenAs(actor, sql<string>`inspection.planned_on`, passed)
}

/** Whether the actor reads it as a former keeper, because another unit supervises the target now. */
export function isHandedOver({ unitCode }: Caller): RawBuilder<boolean> {
  return sql<boolean>`(not ${isWithin(unitCode, sql`inspection.target_path`)} and (${isAway(keeperPath)}
    or (inspection.passed_to_code is not null and ${isWithin(unitCode, sql`inspection.path`)})))`
}

/** Inspections that passed to a unit and stay with it although their targets no longer lie below it. */
function hasStayed(unitCode: string): RawBuilder<boolean> {
  return sql<boolean>`(inspection.passed_to_code is not null and ${hasPassedTo({ unitCode })}
    and ${isAway(sql`inspection.passed_to_path`)})`
}

/** Like `listed` of other records, but inspections that passed on are considered as well. */
export async function listed(db: Db, actor: Caller, tree: Subtree): Promise<Listed> {
  const listed = await listedTargets(db, tree, 'inspection')
  if (tree.depth === 0 || listed.hasHandedOver) return listed
  const isOfFormer = sql`${isSealed(actor)} and ${isWithin(actor.unitCode, sql`inspection.path`)}`
  const { rows } = await sql<{ found: boolean }>`
    select exists (
      select from inspection where (${isOfFormer}) or ${hasStayed(tree.code)}
    ) as found`.execute(db)
  return { ...listed, hasHandedOver: rows[0]?.found ?? false }
}

/** The condition of a list of inspections of targets of a subtree. */
export function about(tree: Listed): RawBuilder<boolean> {
  const targets = aboutTargets(tree, 'inspection')
  return tree.hasHandedOver ? sql<boolean>`(${targets} or ${hasStayed(tree.code)})` : targets
}
