import { type RawBuilder, sql } from 'kysely'
import { isBelowByColumn, visible } from '../platform/access/scope.ts'
import type { Actor } from '../platform/auth/actor.ts'

/**
 * A notice is visible to people of the issuing unit and of the units above it, from the draft on; once it is
 * issued, also to people of an addressed unit and of the units above that one. Before the issue there are no
 * rows in notice_addressee.
 */
export function seenBy(actor: Pick<Actor, 'unitCode'>): RawBuilder<boolean> {
  return sql<boolean>`(${keptBy(actor)} or exists (
    select from notice_addressee as addressee
    where addressee.notice_id = notice.id and ${isBelowByColumn(actor, 'addressee')}))`
}

/** Whether the actor may issue, judge and close the notice. */
export function keptBy(actor: Pick<Actor, 'unitCode'>): RawBuilder<boolean> {
  return visible(actor, 'notice', 'notice')
}

/** The answers visible to an actor: all for the keepers of the notice, else those within the actor's unit. */
export function answerSeenBy(
  actor: Pick<Actor, 'unitCode'>,
  table = 'notice_addressee'
): RawBuilder<boolean> {
  return sql<boolean>`(${keptBy(actor)} or ${isBelowByColumn(actor, table)})`
}
