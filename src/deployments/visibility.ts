import { type RawBuilder, sql } from 'kysely'
import { isBelowByColumn, visible } from '../platform/access/scope.ts'
import type { Actor } from '../platform/auth/actor.ts'

type Who = Pick<Actor, 'unitCode'>

/** Whether the actor may issue, amend, judge and close it: people of the issuing unit and of those above. */
export function keptBy(actor: Who): RawBuilder<boolean> {
  return visible(actor, 'deployment', 'deployment')
}

/**
 * A deployment is visible to its keepers from the draft on; once it is issued, also to the units addressed
 * and the units above these. Before the issue it has no rows of addressees.
 */
export function seenBy(actor: Who): RawBuilder<boolean> {
  return sql<boolean>`(${keptBy(actor)} or exists (
    select from deployment_addressee as addressee
    where addressee.deployment_id = deployment.id and ${isBelowByColumn(actor, 'addressee')}))`
}

/** The lines and reports that an actor sees: all for keepers, else those within the actor's unit. */
export function lineSeenBy(actor: Who, table: string): RawBuilder<boolean> {
  return sql<boolean>`(${keptBy(actor)} or
    ${actor.unitCode} = any(string_to_array(${sql.ref(`${table}.path`)}, '.')))`
}
