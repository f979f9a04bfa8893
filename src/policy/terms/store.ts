import { sql } from 'kysely'
import { prepared, type Reader, written } from '../../platform/database/prepared.ts'
import type { Level } from '../../units/index.ts'
import type { Local, LocalTerms } from './rules.ts'

/** The level of a unit, and the local rules of it and of those above that took effect by a day. */
export async function localTo(db: Reader, unitCode: string, on: string): Promise<Local> {
  const rows = await ofLine(db, { unitCode, on })
  return {
    level: rows[0]?.level,
    rules: rows.flatMap(({ level: _, ...rule }) => (isRule(rule) ? [rule] : []))
  }
}

/** A unit without local rules is one row, which holds its level alone. */
function isRule(row: LocalTerms | Record<keyof LocalTerms, null>): row is LocalTerms {
  return row.id !== null
}

const ofLine = prepared(['unitCode', 'on'], (_, { unitCode, on }) =>
  written(sql<{ level: Level } & (LocalTerms | Record<keyof LocalTerms, null>)>`
    select unit.level, local_rule.id, local_rule.unit_code as "unitCode",
      effective_from as "effectiveFrom", document, terms
    from unit
    left join local_rule on local_rule.unit_code = any(string_to_array(unit.path, '.'))
      and effective_from <= ${on}
    where unit.code = ${unitCode}`)
)
