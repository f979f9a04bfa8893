import { type RawBuilder, sql } from 'kysely'
import type { Db, Tx } from '../../platform/database/connect.ts'
import type { Sentence } from '../../platform/errors/refusal.ts'
import { policies } from '../policies.ts'
import { policyOn } from '../terms/rules.ts'
import * as rules from './rules.ts'

export type { RelativeRules } from './rules.ts'

/** The rules for near relatives that hold for a unit on a day. */
export async function relativeRulesOf(db: Db | Tx, unitCode: string, day: string) {
  const { rows } = await sql<rules.LocalRule>`
    select local_rule.unit_code as "unitCode", local_rule.effective_from as "effectiveFrom", relatives
    from local_rule
    where local_rule.unit_code = any(string_to_array(unit_path(${unitCode}), '.'))
      and effective_from <= ${day}::date`.execute(db)
  return rules.rulesFor(policyOn(policies, day), rows)
}

/**
 * The last day for the yearly declarations of the unit at a path, as an expression: that of the policy, or an
 * earlier one of a local rule of the unit or of one above it.
 */
export function declarationsDueOf(year: number, path: RawBuilder<unknown>): RawBuilder<string> {
  const end = `${year}-12-31`
  const { declarationsDue } = policyOn(policies, end).relatives
  return sql<string>`(${`${year}-`} || least(${declarationsDue}::text, (
    select min(latest.relatives ->> 'declarationsDue') from (
      select distinct on (unit_code) relatives from local_rule
      where unit_code = any(string_to_array(${path}, '.')) and effective_from <= ${end}::date
      order by unit_code, effective_from desc) as latest)))::date`
}

/** The code of a relation that a table may name by another word; undefined where there is none. */
export function relationCode(word: string, day: string): string | undefined {
  return rules.relationNamed(policyOn(policies, day).relatives.relations, word)
}

/** The name of a relation; one that no policy knows is called by its code. */
export function relationName(code: string): Sentence {
  const known = policies.flatMap(({ relatives }) => relatives.relations)
  return known.find((one) => one.code === code)?.name ?? { zh: code, en: code }
}
