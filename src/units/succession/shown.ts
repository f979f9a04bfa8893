import { sql } from 'kysely'
import '../tables.ts'

/**
 * What a record of an ended unit shows besides the names and codes it was made with, for a `select` in a
 * query that joins the record's unit: who acts for it now. Null while the unit itself is in office.
 */
export function actingShown(unit = 'unit') {
  const code = sql.ref(`${unit}.acting_code`)
  return [
    sql<string | null>`${code}`.as('actingUnitCode'),
    sql<string | null>`(select acting.name from unit as acting where acting.code = ${code})`.as(
      'actingUnitName'
    )
  ] as const
}
