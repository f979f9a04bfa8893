import { type RawBuilder, sql } from 'kysely'
import { may } from '../platform/access/permissions.ts'
import type { Actor } from '../platform/auth/actor.ts'

const UNANNOUNCED = sql.lit('unannounced-visit')

/** Whether the actor may read inspections, and with them when, how and by whom a target is visited. */
export function mayKnowVisits(actor: Pick<Actor, 'roles'>): boolean {
  return may(actor, 'inspections:read')
}

/**
 * Whether a reader may know when, how and by whom the target of a task is inspected. An unannounced visit is
 * visible to people who may read inspections: a plan must not reveal to others what an inspection keeps
 * from them.
 */
export function arrangementShown(knowsVisits: boolean, task: string): RawBuilder<boolean> {
  if (knowsVisits) return sql<boolean>`true`
  return sql<boolean>`(${sql.ref(`${task}.method`)} is distinct from ${UNANNOUNCED})`
}
