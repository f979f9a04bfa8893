import { sql } from 'kysely'
import type { Edition } from '../../calendar/index.ts'
import { prepared, type Reader, written } from '../../platform/database/prepared.ts'
import type { Level } from '../../units/index.ts'
import type { Local, LocalTerms } from './rules.ts'

/**
 * The level of a unit, and the local rules of it and of those above that took effect by a day; with the
 * edition of the calendar, since whoever counts a term needs both, and each question takes its time.
 */
export async function localTo(
  db: Reader,
  unitCode: string,
  on: string
): Promise<{ local: Local; edition: Edition }> {
  const rows = await ofLine(db, { unitCode, on })
  const { database, edition, level } = rows[0] as Row
  const rules = rows.flatMap(({ database: _, edition: __, level: ___, ...rule }) =>
    isRule(rule) ? [rule] : []
  )
  return { local: { level: level ?? undefined, rules }, edition: { database, edition } }
}

type Maybe<T> = T | Record<keyof T, null>
type Row = Edition & { level: Level | null } & Maybe<LocalTerms>

/** A unit without local rules is one row, which holds no rule; a unit that is not there as well. */
function isRule(row: Maybe<LocalTerms>): row is LocalTerms {
  return row.id !== null
}

const ofLine = prepared(['unitCode', 'on'], (_, { unitCode, on }) =>
  written(sql<Row>`
    select database, edition, unit.level, local_rule.id, local_rule.unit_code as "unitCode",
      effective_from as "effectiveFrom", document, terms
    from calendar_now
    left join unit on unit.code = ${unitCode}
    left join local_rule on local_rule.unit_code = any(string_to_array(unit.path, '.'))
      and effective_from <= ${on}`)
)
