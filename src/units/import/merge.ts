import { sql } from 'kysely'
import type { Tx, Work } from '../../platform/work/work.ts'
import { settle, type TreeFollower } from '../succession/index.ts'
import { levels } from '../vocabulary.ts'

/** So many new units change how PostgreSQL reads the tree. */
const MANY = 1000

/** Brings the checked upload into the tree. */
export async function merge(
  work: Work,
  received: number,
  followers: readonly TreeFollower[]
): Promise<{ created: number; updated: number }> {
  const { tx } = work
  const created = await insert(tx)
  // Where every line is a new unit, as at the first load, there is nothing to compare.
  if (created === received) return { created, updated: 0 }
  const updated = await change(work)
  if (updated > 0) await settle(work, followers)
  return { created, updated }
}

/**
 * New units: first the places of all but the lowest level, from the top down, since a unit's place follows
 * from its parent's; then all in one go by their codes, since an index is filled fastest in its order.
 */
async function insert(tx: Tx): Promise<number> {
  await sql`set local work_mem = '64MB'`.execute(tx)
  await sql`
    create temporary table unit_fresh (code text collate "C", path text collate "C") on commit drop`.execute(
    tx
  )
  for (const level of levels.slice(0, -1)) {
    await sql`insert into unit_fresh select u.code, place.path ${placed} and u.level = ${level}`.execute(tx)
  }
  const result = await sql`
    insert into unit (code, name, level, parent_code, path, counts_in_quota)
    select u.code, u.name, u.level, u.parent_code, place.path,
      coalesce(u.counts_in_quota, true)
    ${placed}
    order by u.code`.execute(tx)
  const created = Number(result.numAffectedRows ?? 0)
  if (created >= MANY) await sql`select analyze_units()`.execute(tx)
  return created
}

/** The new units, each with its path: below a parent that is new itself, or that was there. */
const placed = sql`
  from unit_upload u
  left join unit_fresh fresh on fresh.code = u.parent_code
  left join unit parent on parent.code = u.parent_code
  cross join lateral (select concat(coalesce(fresh.path, parent.path) || '.', u.code) as path) as place
  where not exists (select from unit old where old.code = u.code)`

/** Changes the units that differ, and keeps their former values. */
async function change({ tx, now, today }: Work): Promise<number> {
  const result = await sql`
    with different as (
      select old.*, u.name as new_name, u.parent_code as new_parent,
        coalesce(u.counts_in_quota, old.counts_in_quota) as new_counts
      from unit_upload u join unit old on old.code = u.code
      where (old.name, coalesce(old.parent_code, ''), old.counts_in_quota)
        <> (u.name, coalesce(u.parent_code, ''), coalesce(u.counts_in_quota, old.counts_in_quota))
    ), remembered as (
      insert into unit_past (code, version, ended_at, ended_on, change, name, level, parent_code,
        counts_in_quota)
      select code, version, ${now.toISOString()}::timestamptz, ${today}::date,
        case when new_parent is distinct from parent_code then 'moved'
          when new_name <> name then 'renamed' else 'changed' end,
        name, level, parent_code, counts_in_quota
      from different
    )
    update unit set name = new_name, parent_code = new_parent, counts_in_quota = new_counts,
      version = unit.version + 1
    from different where unit.code = different.code`.execute(tx)
  return Number(result.numAffectedRows ?? 0)
}
