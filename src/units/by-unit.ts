import { type CompiledQuery, type RawBuilder, sql } from 'kysely'
import { inSubtree, type Subtree } from '../platform/access/scope.ts'
import type { Db } from '../platform/database/connect.ts'
import { lastOf, type Order } from '../platform/http/lists/paging.ts'

/** A list that is computed unit by unit, in the order of their codes. */
interface ByUnit<Row> {
  tree: Subtree
  /** The levels of the units that can have lines; left out: all. */
  levels?: readonly string[] | undefined
  /** The order of the list; its first column is the code of the unit. */
  order: Order
  /** Where the page before ended. */
  cursor: string | undefined
  /** The lines of a part of the subtree after the cursor, in the order of the list. */
  rows(part: Subtree, from: Db): Rows<Row> | Promise<Rows<Row>>
}

interface Rows<Row> {
  limit(rows: RawBuilder<number>): { execute(): Promise<Row[]>; compile(): CompiledQuery }
  compile(): CompiledQuery
}

/**
 * How `reply.list` reads such a list. A page is computed for as many units as it has lines, and for more
 * units where these have too few. So it costs what its lines cost, and not what the whole subtree costs.
 */
export function readByUnit<Row>(list: ByUnit<Row>, db: Db) {
  return {
    query: () => list.rows(list.tree, db),
    page: (most: number, from = db) => pageOf(list, most, from)
  }
}

/** Each step looks at so many times the units of the step before. */
const GROWTH = 16

async function pageOf<Row>(list: ByUnit<Row>, most: number, db: Db): Promise<Row[]> {
  const { tree, order, cursor, rows } = list
  const found: Row[] = []
  let from = String(lastOf(cursor, order)?.[0] ?? '')
  for (let units = most; ; units *= GROWTH) {
    const before = await unitBehind(list, from, units, db)
    const isWide = before === undefined && units > most
    const part = await rows({ ...tree, window: { from, before, isWide } }, db)
    found.push(...(await part.limit(sql.lit(most - found.length)).execute()))
    if (before === undefined || found.length >= most) return found
    from = before
  }
}

/** The code of the unit behind the next ones, or undefined where there are not so many. */
async function unitBehind(
  { tree, levels }: Pick<ByUnit<unknown>, 'tree' | 'levels'>,
  from: string,
  units: number,
  db: Db
): Promise<string | undefined> {
  const isIn = inSubtree({ ...tree, window: { from } }, { table: 'unit', unit: 'code' })
  const isWanted = levels === undefined ? sql`true` : sql`level = any(${levels}::text[])`
  const { rows } = await sql<{ code: string }>`
    select code from unit where ${isIn} and ${isWanted}
    order by code offset ${sql.lit(units)} limit 1`.execute(db)
  return rows[0]?.code
}
