import { type RawBuilder, sql } from 'kysely'
import { isBelowByColumn, visible } from '../platform/access/scope.ts'
import { type Actor, OPERATOR } from '../platform/auth/actor.ts'

type Reader = Pick<Actor, 'unitCode'>

/**
 * People of the evaluating unit and of the units above it see an evaluation from the draft on. An evaluated
 * unit and the units above it see it once it is opened, and everybody within the evaluating unit once it is
 * published.
 */
export function seenBy(actor: Reader): RawBuilder<boolean> {
  const kept = keptBy(actor)
  if (actor.unitCode === OPERATOR) return kept
  return sql<boolean>`(${kept} or evaluation.opened_at is not null and exists (
      select from evaluation_target as target
      where target.evaluation_id = evaluation.id and ${isBelowByColumn(actor, 'target')})
    or evaluation.published_at is not null and unit_path(${actor.unitCode}) like evaluation.path || '.%')`
}

/** Whether the actor is of the evaluating unit or of a unit above it. */
export function keptBy(actor: Reader): RawBuilder<boolean> {
  return visible(actor, 'evaluation', 'evaluation')
}

/** The targets that an actor sees: all for the keepers, else those within the actor's unit. */
export function targetSeenBy(actor: Reader): RawBuilder<boolean> {
  return sql<boolean>`(${keptBy(actor)}
    or evaluation.opened_at is not null and ${isBelowByColumn(actor, 'evaluation_target')})`
}

/** The ranking: for the keepers once there is one, for everybody within the unit once it is published. */
export function rankSeenBy(actor: Reader): RawBuilder<boolean> {
  return sql<boolean>`(${keptBy(actor)} or evaluation.published_at is not null)`
}

/** The rows of a ranking that an actor sees. */
export function rankedSeenBy(actor: Reader): RawBuilder<boolean> {
  return sql<boolean>`(evaluation_target.rank is not null and ${rankSeenBy(actor)})`
}
