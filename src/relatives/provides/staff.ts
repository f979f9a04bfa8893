import { type RawBuilder, sql } from 'kysely'
import '../tables.ts'

/** How many assistance staff of a unit are on the register of filers on a day; null where none is. */
export function staffOnRegister(
  unitCode: RawBuilder<unknown>,
  day: RawBuilder<unknown>
): RawBuilder<number | null> {
  return sql<number | null>`(
    select nullif(count(distinct identity_hash), 0)::int from filer
    where filer.unit_code = ${unitCode} and filer.kind = 'assistance-staff'
      and filer.since <= ${day} and filer.until > ${day})`
}
