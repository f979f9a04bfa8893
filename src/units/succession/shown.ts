import { type RawBuilder, sql } from 'kysely'
import { isHandedOver } from '../../platform/access/handed-over.ts'
import { from } from '../../platform/database/fields.ts'
import '../tables.ts'
import { acting, handedOver } from './schema.ts'

type Alias = { unit: string; target: string; table: string }

/**
 * What a record of an ended unit shows besides the names and codes it was made with, for a `select` in a
 * query that joins the record's unit: who acts for it now. Null while the unit itself is in office.
 */
export function actingShown(unit = 'unit') {
  return named(sql.ref(`${unit}.acting_code`))
}

/** The same as entries of `fields.ts`. */
export function actingFrom(unit = 'unit') {
  return entries(sql.ref(`${unit}.acting_code`))
}

/**
 * The same of a record that one unit keeps about another (`target`, joined as well): who acts for that one
 * where it has ended; else who supervises it now, where that is another unit than the one that keeps the
 * record. Looked up for the few records of which either holds.
 */
export function supervisingShown(alias: Alias) {
  return named(supervising(alias))
}

/** The same as entries of `fields.ts`. */
export function supervisingFrom(alias: Alias) {
  return entries(supervising(alias))
}

/** Whether the viewer reads a record about another unit as its former keeper, for `fields.ts`. */
export function handedOverFrom(table: string) {
  return from(handedOver, (viewer) => isHandedOver(viewer, table))
}

function supervising({ table, unit, target }: Alias): RawBuilder<unknown> {
  const [keeper, other] = [sql.ref(`${unit}.acting_code`), sql.ref(`${target}.acting_code`)]
  const [path, targetPath] = [sql.ref(`${table}.path`), sql.ref(`${table}.target_path`)]
  const code = sql.ref(`${table}.unit_code`)
  return sql`case
    when ${other} is not null then ${other}
    when ${keeper} is not null or ${targetPath} not like ${path} || '.%'
      then nullif(unit_supervisor(${code}, ${targetPath}), ${code}) end`
}

function named(code: RawBuilder<unknown>) {
  const { actingUnitCode, actingUnitName } = values(code)
  return [actingUnitCode.as('actingUnitCode'), actingUnitName.as('actingUnitName')] as const
}

function entries(code: RawBuilder<unknown>) {
  const { actingUnitCode, actingUnitName } = values(code)
  return {
    actingUnitCode: from(acting.actingUnitCode, actingUnitCode),
    actingUnitName: from(acting.actingUnitName, actingUnitName)
  }
}

function values(code: RawBuilder<unknown>) {
  const name = sql<string | null>`(select acting.name from unit as acting where acting.code = ${code})`
  return { actingUnitCode: sql<string | null>`${code}`, actingUnitName: name }
}
