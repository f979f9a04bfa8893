import { type RawBuilder, sql } from 'kysely'
import { visible } from '../platform/access/scope.ts'
import type { Actor } from '../platform/auth/actor.ts'

/**
 * Who sees a notice: people of the unit that issues it and of those above, from the draft on; once it is
 * issued, people of an addressed unit and of those above it. Before, there is no row in notice_addressee.
 */
export function seenBy(actor: Actor): RawBuilder<boolean> {
  return sql<boolean>`(${keptBy(actor)} or exists (
    select from notice_addressee as told where told.notice_id = notice.id and ${isOver(actor, 'told')}))`
}

/** Whether the notice is the actor's to issue, to judge and to close. */
export function keptBy(actor: Actor): RawBuilder<boolean> {
  return visible(actor, 'notice', 'notice')
}

/** Whose answers an actor sees: who keeps the notice all of them, others those within their own unit. */
export function answerSeenBy(actor: Actor, table = 'notice_addressee'): RawBuilder<boolean> {
  return sql<boolean>`(${keptBy(actor)} or ${isOver(actor, table)})`
}

/**
 * Whether an addressed unit is the actor's own or one below it. By the columns, not by the path: an index on
 * each finds the actor's few among thousands.
 */
function isOver({ unitCode }: Pick<Actor, 'unitCode'>, table: string): RawBuilder<boolean> {
  const columns = ['unit_code', 'within_1', 'within_2', 'within_3', 'within_4']
  const parts = columns.map((column) => sql`${sql.ref(`${table}.${column}`)} = ${unitCode}`)
  return sql<boolean>`(${sql.join(parts, sql` or `)})`
}
