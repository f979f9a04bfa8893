import { sql } from 'kysely'
import { inSubtree, type Subtree } from '../platform/access/scope.ts'
import type { Db } from '../platform/database/connect.ts'
import type { Tx } from '../platform/work/work.ts'
import type { Level } from '../units/index.ts'
import type { Population } from './rules.ts'

export interface Counted extends Population {
  unitCode: string
  unitLevel: Level
}

/**
 * The counts of every unit of a part of a subtree that has units to inspect: direct
 * subordinates of each level, and units of the sampled level further down. Each unit is counted once, below
 * its parent; the counts are then added up along the tree.
 */
export async function populations(
  db: Db | Tx,
  tree: Subtree,
  sampled: readonly { unitLevel: Level; targetLevel: Level }[],
  today: string,
  part: Subtree
): Promise<Counted[]> {
  const chosen = inSubtree(part, { table: 'unit', unit: 'code' })
  // A unit that has not begun, or has ended, owes nothing.
  const owing = sql`${chosen} and is_valid(unit.valid_from, unit.valid_to, ${today}::date)`
  const { rows } = await sql<Counted>`
    with counted as materialized (
      select target.parent_code, target.level, count(*)::int as population
      from unit target
      where ${inSubtree(tree, { table: 'target', unit: 'code' })}
        and target.counts_in_quota and is_valid(target.valid_from, target.valid_to, ${today}::date)
      group by target.parent_code, target.level
    )
    select unit.code as "unitCode", unit.level as "unitLevel", 'full' as coverage,
      counted.level as "targetLevel", counted.population
    from counted join unit on unit.code = counted.parent_code
    where ${owing}
    union all
    select unit.code, unit.level, 'sample', counted.level, sum(counted.population)::int
    from counted
    join unit_below parent on parent.code = counted.parent_code
    join unit on unit.code = parent.above_code
    where ${owing}
      and (unit.level, counted.level) in (
        select * from unnest(${sampled.map((one) => one.unitLevel)}::text[],
          ${sampled.map((one) => one.targetLevel)}::text[])
      )
    group by unit.code, counted.level
    order by 1, 3, 4`.execute(db)
  return rows
}
