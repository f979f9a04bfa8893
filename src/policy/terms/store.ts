import { sql } from 'kysely'
import { prepared, type Reader, written } from '../../platform/database/prepared.ts'
import type { LocalTerms } from './rules.ts'

/** The local rules of a unit and of the units above it that took effect on a day or before. */
export function above(db: Reader, unitCode: string, on: string): Promise<LocalTerms[]> {
  return ofLine(db, { unitCode, on })
}

const ofLine = prepared(['unitCode', 'on'], (_, { unitCode, on }) =>
  written(sql<LocalTerms>`
    select id, unit_code as "unitCode", effective_from as "effectiveFrom", document, terms
    from local_rule
    where unit_code = any(string_to_array(unit_path(${unitCode}), '.')) and effective_from <= ${on}`)
)
