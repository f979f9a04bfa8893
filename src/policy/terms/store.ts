import { type RawBuilder, sql } from 'kysely'
import type { Edition } from '../../calendar/index.ts'
import { prepared, type Reader, written } from '../../platform/database/prepared.ts'
import { present } from '../../platform/database/present.ts'
import { everyPlace, type Place } from '../../units/index.ts'
import type { LocalTerms } from './rules.ts'

/** By what the terms of a unit are counted. */
export interface Standing {
  /** The unit itself, if there is such a unit. */
  unit: Place | undefined
  /** The local rules of it and of those above it. */
  rules: LocalTerms[]
  /** The edition of the calendar. */
  edition: Edition
  /** Differs with every change of these; null where there is no such unit. */
  stamp: string | null
}

/** One query for all of it: every count of a term needs it, and each query takes time. */
export async function standing(db: Reader, unitCode: string): Promise<Standing> {
  const [row] = await ofUnit(db, { unitCode })
  const { database, edition, rules, stamp, ...unit } = present(row)
  return { unit: isThere(unit) ? unit : undefined, rules, edition: { database, edition }, stamp }
}

type Row = Edition & Pick<Standing, 'rules' | 'stamp'> & Maybe
type Maybe = Place | Record<keyof Place, null>

function isThere(unit: Maybe): unit is Place {
  return unit.code !== null
}

const ofUnit = prepared(['unitCode'], (db, { unitCode }) =>
  written(sql<Row>`
    select database, edition, place.*, ${stampOf(unitCode)} as stamp, (
      select coalesce(json_agg(json_build_object('id', id, 'unitCode', unit_code,
        'effectiveFrom', effective_from, 'document', document, 'terms', terms)), '[]')
      from local_rule where unit_code = any(string_to_array(place.path, '.'))) as rules
    from calendar_now left join (${everyPlace(db)}) as place on place.code = ${unitCode}`)
)

/** Which version of the unit's row, of the local rules and of the calendar. */
function stampOf(unitCode: string): RawBuilder<string> {
  return sql`(
    select concat_ws(' ', term_ground.edition, unit.xmin)
    from term_ground, unit where code = ${unitCode})`
}

/**
 * The days of a rule as they hold for a unit on a day, as an expression: the fewest of the policy and of the
 * latest local rules of the unit and of those above it.
 */
export function daysWithin(plain: { rule: string; days: number }, path: RawBuilder<unknown>, day: string) {
  return sql<number>`least(${plain.days}::int, (
    select min((term ->> 'days')::int)
    from (
      select distinct on (unit_code) terms from local_rule
      where unit_code = any(string_to_array(${path}, '.')) and effective_from <= ${day}::date
      order by unit_code, effective_from desc) as latest
    cross join lateral jsonb_array_elements(latest.terms) as term
    where term ->> 'rule' = ${plain.rule}))`
}

/** A condition that ends the statement, to be tried again, if the unit has changed since `stamp`. */
export function unchanged(unitCode: string, stamp: string): RawBuilder<boolean> {
  return sql`(${stampOf(unitCode)} = ${stamp} or changed_meanwhile())`
}
