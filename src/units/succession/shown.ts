import { type RawBuilder, sql } from 'kysely'
import '../tables.ts'

/**
 * What a record of an ended unit shows besides the names and codes it was made with, for a `select` in a
 * query that joins the record's unit: who acts for it now. Null while the unit itself is in office.
 */
export function actingShown(unit = 'unit') {
  return shownAs(sql.ref(`${unit}.acting_code`))
}

/**
 * The same of a record that one unit keeps about another (`target`, joined as well): who acts for that one
 * where it has ended; else who supervises it now, where that is another unit than the one that keeps the
 * record. Looked up for the few records of which either holds.
 */
export function supervisingShown({ table, unit, target }: Record<'table' | 'unit' | 'target', string>) {
  const [keeper, other] = [sql.ref(`${unit}.acting_code`), sql.ref(`${target}.acting_code`)]
  const [path, targetPath] = [sql.ref(`${table}.path`), sql.ref(`${table}.target_path`)]
  const code = sql.ref(`${table}.unit_code`)
  return shownAs(sql`case
    when ${other} is not null then ${other}
    when ${keeper} is not null or ${targetPath} not like ${path} || '.%'
      then nullif(unit_supervisor(${code}, ${targetPath}), ${code}) end`)
}

function shownAs(code: RawBuilder<unknown>) {
  return [
    sql<string | null>`${code}`.as('actingUnitCode'),
    sql<string | null>`(select acting.name from unit as acting where acting.code = ${code})`.as(
      'actingUnitName'
    )
  ] as const
}
