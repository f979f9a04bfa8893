import { type RawBuilder, sql } from 'kysely'
import type { Actor } from '../auth/actor.ts'
import type { Kind } from './kinds.ts'
import { visible } from './scope.ts'

/** When a record that one unit keeps about another is visible to more people than those of the first unit. */
export interface Visibility {
  /** When the other unit, and the units above it, see it. */
  isVisibleToTarget: RawBuilder<boolean>
  /** When everybody within the keeping unit sees it. Left out: never. */
  published?: RawBuilder<boolean>
}

/**
 * Whether the actor may see a record that one unit keeps about another unit below it. The table has `path`,
 * the place of the keeping unit, and `target_path`, the place of the other. People of the keeping unit and of
 * the units above it always see the record. Units between the two see it when the target does.
 */
export function addressed(
  actor: Pick<Actor, 'unitCode'>,
  kind: Kind,
  table: string,
  { isVisibleToTarget, published = sql<boolean>`false` }: Visibility
): RawBuilder<boolean> {
  const path = sql.ref(`${table}.path`)
  return sql<boolean>`(
    ${visible(actor, kind, table)}
    or (${isVisibleToTarget} and ${standsAbove(actor, table)})
    or (${published} and unit_path(${actor.unitCode}) like ${path} || '.%'))`
}

/** Whether a record concerns the actor's unit or a unit below it; never true for the operator. */
export function standsAbove({ unitCode }: Pick<Actor, 'unitCode'>, table: string): RawBuilder<boolean> {
  return sql<boolean>`${unitCode} = any(string_to_array(${sql.ref(`${table}.target_path`)}, '.'))`
}
