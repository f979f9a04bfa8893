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
 * for people who may read inspections: the same facts stand there, and a plan must not tell them to others.
 */
export function arrangementShown(knowsVisits: boolean, task: string): RawBuilder<boolean> {
  if (knowsVisits) return sql<boolean>`true`
  return sql<boolean>`(${sql.ref(`${task}.method`)} is distinct from ${UNANNOUNCED})`
}
