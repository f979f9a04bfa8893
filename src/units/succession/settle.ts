import { type RawBuilder, sql } from 'kysely'
import type { Tx, Work } from '../../platform/work/work.ts'
import '../tables.ts'
import { refuse } from '../vocabulary.ts'

/** A unit whose place in the tree, or whose acting unit, has changed. Its records have followed already. */
export interface Passed {
  code: string
  /** The path before and after. */
  from: string
  to: string
  /** Who acted for it before and after; null while it is in office. */
  actedFor: string | null
  actsFor: string | null
}

/**
 * What a room does with its records when units have passed to others: in the transaction that changed the
 * tree. Paths have followed by their foreign keys; this is for what else a record keeps (whose turn it is,
 * who may know). One statement for all units, whatever their number.
 */
export type TreeFollower = (work: Work, passed: readonly Passed[]) => Promise<void>

/**
 * Gives every unit the path and the acting unit that follow from parents, ends and successors as of
 * `work.today`, and lets the rooms follow. The caller holds the shape of the tree (`changeShape`). Every
 * action that changes a parent, an end or a successor calls it; so does the beginning of a day. `code`: the
 * only unit that has changed, so that no more than it and what stands below it is looked at.
 */
export async function settle(
  work: Work,
  followers: readonly TreeFollower[],
  code?: string
): Promise<readonly Passed[]> {
  const passed = await place(work.tx, work.today, code)
  if (passed.some(({ from, to }) => from.split('.')[0] !== to.split('.')[0])) throw refuse('other-province')
  if (passed.length > 0) for (const follow of followers) await follow(work, passed)
  return passed
}

async function place(tx: Tx, today: string, code?: string): Promise<Passed[]> {
  if (code === undefined) {
    await sql`update tree_day set day = ${today}::date where day <> ${today}::date`.execute(tx)
  }
  const { rows } = await sql<Passed>`
    with recursive ${code === undefined ? everyUnit(today) : unitsBelow(code, today)}, changed as (
      select unit.code, unit.path as "from", placed.path as "to", unit.acting_code as "actedFor",
        case when is_ended then acting end as "actsFor"
      from unit join placed using (code)
      where (unit.path, unit.acting_code) is distinct from (placed.path, case when is_ended then acting end)
    )
    update unit set path = changed."to", acting_code = changed."actsFor"
    from changed where unit.code = changed.code
    returning changed.*`.execute(tx)
  return rows
}

const isEnded = (today: string) => sql`coalesce(unit.valid_to <= ${today}::date, false)`
/** The unit that an ended one stands below: its successor, else its parent as before. */
const upper = sql`case when is_ended and successor_code is not null then successor_code else parent_code end`

function everyUnit(today: string): RawBuilder<unknown> {
  return sql`standing as materialized (
      select code, is_ended, ${upper} as upper
      from unit cross join lateral (select ${isEnded(today)} as is_ended) as one
    ), placed (code, is_ended, path, acting) as (
      -- Nobody acts for a root that ended but the root itself.
      select code, is_ended, code, code from standing where upper is null
      union all
      select standing.code, standing.is_ended, placed.path || '.' || standing.code,
        case when standing.is_ended then placed.acting else standing.code end
      from standing join placed on placed.code = standing.upper
    )`
}

/** One unit and all below it, by indexes: children of their parents, and ended units of their successors. */
function unitsBelow(code: string, today: string): RawBuilder<unknown> {
  return sql`placed (code, is_ended, path, acting) as (
      select one.code, is_ended, coalesce(above.path || '.', '') || one.code,
        case when is_ended then coalesce(above.acting_code, above.code, one.code) else one.code end
      from (
        select unit.code, is_ended, ${upper} as upper
        from unit cross join lateral (select ${isEnded(today)} as is_ended) as day where unit.code = ${code}
      ) as one left join unit as above on above.code = one.upper
      union all
      select below.code, below.is_ended, placed.path || '.' || below.code,
        case when below.is_ended then placed.acting else below.code end
      from placed cross join lateral (
        select unit.code, is_ended
        from unit cross join lateral (select ${isEnded(today)} as is_ended) as day
        where unit.parent_code = placed.code and not (is_ended and successor_code is not null)
        union all
        select unit.code, true from unit where successor_code = placed.code and ${isEnded(today)}
      ) as below
    )`
}
