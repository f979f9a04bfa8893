/**
 * Who keeps an inspection, and what of it they see. It lies with `unit_code`, which arranged it, or with
 * `passed_to_code` where a move of the target has passed it on. The former keeper goes on reading it; until
 * the target knows of it, as it was when it passed on (`as_passed`): what the new keeper arranges is secret.
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

type Caller = Pick<Actor, 'unitCode'>

/** The unit with which an inspection lies, as it is on record: that one may have ended since. */
export const keeper = sql<string>`coalesce(inspection.passed_to_code, inspection.unit_code)`
/** The place of that unit. */
export const keeperPath = sql<string>`coalesce(inspection.passed_to_path, inspection.path)`

const isAway = (path: RawBuilder<unknown>) => sql<boolean>`inspection.target_path not like ${path} || '.%'`
const isWithin = (code: string, path: RawBuilder<unknown>) =>
  sql<boolean>`${code} = any(string_to_array(${path}, '.'))`

/** Whether the actor is of the unit with which the inspection lies, or of one above it. */
export function keeps({ unitCode }: Caller): RawBuilder<boolean> {
  return isWithin(unitCode, keeperPath)
}

/** Whether it has passed to the actor's unit or to one below it; null where it has not passed on. */
export function hasPassedTo({ unitCode }: Caller): RawBuilder<boolean> {
  return isWithin(unitCode, sql`inspection.passed_to_path`)
}

/** Whether it has passed on, and the actor, who read it before, sees no more of it than what passed. */
export function isSealed(actor: Caller): RawBuilder<boolean> {
  return sql<boolean>`(inspection.passed_to_code is not null and not inspection.is_told
    and not ${hasPassedTo(actor)})`
}

/** The value of a column as the actor sees it. `passed`: what `as_passed` says of it. */
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

/** Whether the actor reads it as a former keeper: supervision of the target is with another unit now. */
export function isHandedOver({ unitCode }: Caller): RawBuilder<boolean> {
  return sql<boolean>`(not ${isWithin(unitCode, sql`inspection.target_path`)} and (${isAway(keeperPath)}
    or (inspection.passed_to_code is not null and ${isWithin(unitCode, sql`inspection.path`)})))`
}

/** Those that passed to a unit, and stay with it although their targets stand below it no longer. */
function hasStayed(unitCode: string): RawBuilder<boolean> {
  return sql<boolean>`(inspection.passed_to_code is not null and ${hasPassedTo({ unitCode })}
    and ${isAway(sql`inspection.passed_to_path`)})`
}

/** The same as `listed` of other records: inspections that passed on are looked for as well. */
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
