import { type RawBuilder, sql } from 'kysely'
import { policies } from '../policies.ts'
import { policyOn } from '../terms/rules.ts'
import type { ProposalRule } from './schema.ts'

/** From which facts notices and interviews are proposed, by the policy in force on a day, with its id. */
export function proposalRulesOn(day: string): readonly (ProposalRule & { id: string })[] {
  const { id, proposals } = policyOn(policies, day)
  return proposals.map((rule) => ({ ...rule, id: `${id}:${rule.fact}` }))
}

/**
 * What local rules say about the thresholds of a fact on a day, as `select id, unit_code, own`: of each unit
 * its latest rule in force, if it names the fact.
 */
export function localThresholds(fact: string, day: string): RawBuilder<unknown> {
  return sql`
    select latest.id, latest.unit_code, own.value as own
    from (
      select distinct on (unit_code) id, unit_code, proposals from local_rule
      where effective_from <= ${day}::date order by unit_code, effective_from desc) as latest
    cross join lateral jsonb_array_elements(latest.proposals) as own
    where own.value ->> 'fact' = ${fact}`
}
