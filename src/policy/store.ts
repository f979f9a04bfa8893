import { sql } from 'kysely'
import type { Db } from '../platform/database/connect.ts'
import { inSubtree, type Subtree } from '../platform/scope.ts'
import type { Tx } from '../platform/work.ts'
import type { Level } from '../units/index.ts'
import type { Population } from './rules.ts'

export interface Counted extends Population {
  unitCode: string
  unitLevel: Level
}

/**
 * The counts of every unit of a subtree (or of its top alone) that has units to inspect: direct
 * subordinates of each level, and units of the sampled level further down.
 */
export async function populations(
  db: Db | Tx,
  tree: Subtree,
  sampled: readonly { unitLevel: Level; targetLevel: Level }[],
  today: string,
  topAlone: boolean
): Promise<Counted[]> {
  const counts = sql`target.counts_in_quota and is_valid(target.valid_from, target.valid_to, ${today}::date)`
  const chosen = topAlone
    ? sql`unit.code = ${tree.code}`
    : sql`${inSubtree(tree, { table: 'unit', unit: 'code' })}
        and is_valid(unit.valid_from, unit.valid_to, ${today}::date)`
  const { rows } = await sql<Counted>`
    select unit.code as "unitCode", unit.level as "unitLevel", 'full' as coverage,
      target.level as "targetLevel", count(*)::int as population
    from unit join unit target on target.parent_code = unit.code
    where ${chosen} and ${counts}
    group by unit.code, target.level
    union all
    select unit.code, unit.level, 'sample', target.level, count(*)::int
    from unit join unit_below target on target.above_code = unit.code
    where ${chosen} and ${counts} and target.parent_code <> unit.code
      and ${inSubtree(tree, { table: 'target', unit: 'code' })}
      and (unit.level, target.level) in (
        select * from unnest(${sampled.map((one) => one.unitLevel)}::text[],
          ${sampled.map((one) => one.targetLevel)}::text[])
      )
    group by unit.code, target.level
    order by 1, 3, 4`.execute(db)
  return rows
}
