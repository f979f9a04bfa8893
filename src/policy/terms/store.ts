import { sql } from 'kysely'
import type { Edition } from '../../calendar/index.ts'
import { prepared, type Reader, written } from '../../platform/database/prepared.ts'
import { everyPlace, type Place } from '../../units/index.ts'
import type { LocalTerms } from './rules.ts'

/** By what the terms of a unit are counted. */
export interface Standing {
  /** The unit itself, if there is such a unit. */
  unit: Place | undefined
  /** The local rules of it and of those above it that took effect by a day. */
  rules: LocalTerms[]
  /** The edition of the calendar. */
  edition: Edition
}

/** All of it is asked for at once: whoever counts a term needs it, and each question takes its time. */
export async function standing(db: Reader, unitCode: string, on: string): Promise<Standing> {
  const [row] = await ofUnit(db, { unitCode, on })
  const { database, edition, rules, ...unit } = row as Row
  return { unit: isThere(unit) ? unit : undefined, rules, edition: { database, edition } }
}

type Row = Edition & Pick<Standing, 'rules'> & Maybe
type Maybe = Place | Record<keyof Place, null>

function isThere(unit: Maybe): unit is Place {
  return unit.code !== null
}

const ofUnit = prepared(['unitCode', 'on'], (db, { unitCode, on }) =>
  written(sql<Row>`
    select database, edition, place.*, (
      select coalesce(json_agg(json_build_object('id', id, 'unitCode', unit_code,
        'effectiveFrom', effective_from, 'document', document, 'terms', terms)), '[]')
      from local_rule
      where unit_code = any(string_to_array(place.path, '.')) and effective_from <= ${on}) as rules
    from calendar_now left join (${everyPlace(db)}) as place on place.code = ${unitCode}`)
)
