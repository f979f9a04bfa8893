import { type RawBuilder, sql } from 'kysely'
import type { Actor } from '../auth/actor.ts'
import type { Kind } from './kinds.ts'
import { visible } from './scope.ts'

/** When a record about another unit is seen by more people than those of the unit that keeps it. */
export interface Visibility {
  /** When the unit it is about, and the units above that one, see it. */
  isVisibleToTarget: RawBuilder<boolean>
  /** When everybody within the unit that keeps it sees it. Left out: never. */
  published?: RawBuilder<boolean>
}

/**
 * Whether the actor may see a record that one unit keeps about another one below it: a table with `path`,
 * the place of the unit that keeps it, and `target_path`, the place of the unit it is about. People of the
 * first and of those above see it always. Who stands between the two is told when the target is.
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

/** Whether a record is about the actor's unit or about one below it. Of the operator it is never true. */
export function standsAbove({ unitCode }: Pick<Actor, 'unitCode'>, table: string): RawBuilder<boolean> {
  return sql<boolean>`${unitCode} = any(string_to_array(${sql.ref(`${table}.target_path`)}, '.'))`
}
