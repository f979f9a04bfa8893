import { sql } from 'kysely'
import { inSubtree, type Subtree } from '../platform/access/scope.ts'
import type { Tx } from '../platform/work/work.ts'
import { type Contact, phonesOf } from '../units/index.ts'
import type { Known } from './checks/cells.ts'
import { phoneDigits } from './checks/numbers.ts'

/** What may stand in a list of a unit: names of its villages and of the programme, and its telephones. */
export async function knownOf(tx: Tx, tree: Subtree, programmes: readonly string[]): Promise<Known> {
  const { rows } = await sql<{ name: string }>`
    select unit.name from unit where ${inSubtree(tree, { table: 'unit', unit: 'code' })}`.execute(tx)
  const phones = await phonesAbove(tx, tree.code)
  return {
    names: new Set([...programmes, ...rows.flatMap(({ name }) => placeNames(name))]),
    hotlines: new Set(phones.map(({ number }) => phoneDigits(number)))
  }
}

const endings = /(?:社区)?(?:村民委员会|居民委员会|村委会|居委会|社区|委员会)$/

/** A unit as people write it. Without its kind it is no name: 十四号 of 十四号社区 may be a house number. */
export function placeNames(name: string): string[] {
  const short = name.replace(endings, '')
  return short === name || short.length < 2 ? [name] : [name, `${short}村`, `${short}社区`]
}

/** The telephones for complaints of a unit, and those of the units above it. */
async function phonesAbove(tx: Tx, unitCode: string) {
  const { rows } = await sql<{ channels: Contact }>`
    select unit.channels from unit
    where unit.code = any(string_to_array(unit_path(${unitCode}), '.'))`.execute(tx)
  return rows.flatMap(({ channels }) => phonesOf(channels ?? {}))
}

/** The telephones for complaints that a finished list names. */
export async function phonesOfUnit(tx: Tx, unitCode: string): Promise<string[]> {
  const { rows } = await sql<{ channels: Contact | null }>`
    select unit.channels from unit where unit.code = ${unitCode}`.execute(tx)
  return phonesOf(rows[0]?.channels ?? {}).map(({ number }) => number)
}

export interface VillageName {
  name: string
  township: string
}

/** Villages by their codes, with the township above. */
export async function villagesBy(tx: Tx, codes: readonly string[]): Promise<Map<string, VillageName>> {
  const { rows } = await sql<VillageName & { code: string }>`
    select unit.code, unit.name, coalesce(above.name, '') as township
    from unit left join unit as above on above.code = unit.parent_code
    where unit.code = any(${codes}::text[])`.execute(tx)
  return new Map(rows.map(({ code, ...names }) => [code, names]))
}
