import { sql } from 'kysely'
import type { Db } from '../../platform/database/connect.ts'
import type { Tx } from '../../platform/work.ts'
import type { LocalTerms } from './rules.ts'

/** The local rules of a unit and of the units above it that took effect on a day or before. */
export async function above(db: Db | Tx, unitCode: string, on: string): Promise<LocalTerms[]> {
  const { rows } = await sql<LocalTerms>`
    select id, unit_code as "unitCode", effective_from as "effectiveFrom", document, terms
    from local_rule
    where unit_code = any(string_to_array(unit_path(${unitCode}), '.')) and effective_from <= ${on}`.execute(
    db
  )
  return rows
}
