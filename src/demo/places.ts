import type { Db } from '../platform/database/connect.ts'
import type { Level } from '../units/index.ts'

export interface Place {
  code: string
  name: string
  level: Level
  parent: string | null
}

/** The units that the demo is about: those within one unit. */
export interface Places {
  /** The unit itself. */
  top: Place
  /** Code of the unit above all. */
  root: string
  /** All of a level, by code. */
  all(level: Level): readonly Place[]
  /** Those directly below a unit. */
  below(code: string): readonly Place[]
  /** The unit that supervises another one; the unit itself where there is none within. */
  above(place: Place): Place
  /** How many villages and others there are. */
  size: number
}

export async function placesWithin(db: Db, within: string): Promise<Places> {
  const rows = await db
    .selectFrom('unit')
    .select(['code', 'name', 'level', 'parent_code as parent', 'path'])
    .orderBy('code')
    .execute()
  const found: Place[] = rows.filter(({ path }) => path.split('.').includes(within))
  const byCode = new Map(found.map((place) => [place.code, place]))
  const byParent = Map.groupBy(found, ({ parent }) => parent ?? '')
  const byLevel = Map.groupBy(found, ({ level }) => level)
  const top = byCode.get(within)
  if (top === undefined) throw new Error(`There is no unit ${within}.`)
  return {
    top,
    root: within.slice(0, 2),
    all: (level) => byLevel.get(level) ?? [],
    below: (code) => byParent.get(code) ?? [],
    above: ({ parent }) => byCode.get(parent ?? '') ?? top,
    size: found.length
  }
}
