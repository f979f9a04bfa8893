import { type RawBuilder, sql } from 'kysely'
import { may } from '../platform/access/permissions.ts'
import type { Actor } from '../platform/auth/actor.ts'

/**
 * Whether the actor may know when, how and by whom the target of `task` is inspected. An unannounced visit is
 * for people who may read inspections: the same facts stand there, and a plan must not tell them to others.
 */
export function arrangementShown(actor: Actor): RawBuilder<boolean> {
  if (may(actor, 'inspections:read')) return sql<boolean>`true`
  return sql<boolean>`(task.method is distinct from 'unannounced-visit')`
}
