import { sql } from 'kysely'
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

/** The code of a relation that a table may name by another word; undefined where there is none. */
export function relationCode(word: string, day: string): string | undefined {
  return rules.relationNamed(policyOn(policies, day).relatives.relations, word)
}

/** The name of a relation; one that no policy knows is called by its code. */
export function relationName(code: string): Sentence {
  const known = policies.flatMap(({ relatives }) => relatives.relations)
  return known.find((one) => one.code === code)?.name ?? { zh: code, en: code }
}
