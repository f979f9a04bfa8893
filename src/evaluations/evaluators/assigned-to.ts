import { type RawBuilder, sql } from 'kysely'

// What is assigned to a person of a third party. The same predicates decide what the person finds in the list
// of assignments, and what a single one opens.

/** Assignments that stand, in opened evaluations of the person's own unit or of one that it acts for. */
export function assignedTo({ unitCode, sub }: { unitCode: string; sub: string }): RawBuilder<boolean> {
  return sql<boolean>`(evaluation_evaluator.person = person_key(${sub})
    and evaluation_evaluator.removed_at is null and evaluation.opened_at is not null
    and unit_acting(evaluation.unit_code) = ${unitCode})`
}

/** Whether the agreement runs on a day. */
export function isAgreed(today: string): RawBuilder<boolean> {
  return sql<boolean>`${today}::date
    between evaluation_evaluator.agreement_from and evaluation_evaluator.agreement_to`
}

/**
 * The assigned units about which the organisation may still judge: without those of a conflict that became
 * known after the assignment, in whatever evaluation of the same unit.
 */
export const freeTargets: RawBuilder<string[]> = sql<string[]>`array(
  select given.code from unnest(evaluation_evaluator.targets) with ordinality as given (code, n)
    join evaluation_target as target
      on target.evaluation_id = evaluation.id and target.unit_code = given.code
  where not exists (
    select from evaluation_evaluator as known
      join evaluation as kept on kept.id = known.evaluation_id
      cross join jsonb_to_recordset(known.conflicts) as conflict ("unitCode" text)
    where known.registration_no = evaluation_evaluator.registration_no
      and kept.unit_code = evaluation.unit_code
      and conflict."unitCode" = any(string_to_array(target.path, '.')))
  order by given.n)`

/** Whether there is such a unit. */
export const hasFreeTarget: RawBuilder<boolean> = sql<boolean>`cardinality(${freeTargets}) > 0`
