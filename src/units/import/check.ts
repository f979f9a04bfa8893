import { sql } from 'kysely'
import { type Actor, OPERATOR } from '../../platform/auth/actor.ts'
import type { Fault } from '../../platform/errors/refusal.ts'
import type { Tx } from '../../platform/work/work.ts'
import { levels } from '../vocabulary.ts'
import { MOST_FAULTS, type PlaceOf } from './upload.ts'
import { fault, type importSentences } from './vocabulary.ts'

interface Found {
  line: number
  column: string
  code: keyof typeof importSentences
  lines: number
}

/**
 * Checks the lines as a whole, against each other and against the current tree: returns the first faults
 * and the number of lines that have any. Set-based: one pass over the upload for each kind of fault.
 *
 * Units of another province are treated as absent, so that the answer does not depend on whether they exist.
 * A code that begins with the number of another province is always refused.
 */
export async function check(tx: Tx, actor: Actor, mayAddRoot: boolean, today: string, at: PlaceOf) {
  const own = actor.unitCode
  const isOperator = own === OPERATOR
  // Into an empty tree anybody may put the first province.
  const root = isOperator || mayAddRoot ? null : ((await rootOf(tx, own)) ?? own)
  const isHere = (table: string) => sql`(${root}::text is null or ${sql.ref(`${table}.within_1`)} = ${root})`
  const { rows } = await sql<Found>`
    with ranked as (
      select u.*, row_number() over (partition by u.code order by u.line) as turn,
        array_position(${levels}::text[], u.level) as rank
      from unit_upload u
    ), placed as (
      select u.line, u.code, u.turn, u.rank, u.parent_code, old.level as old_level, old.path as old_path,
        old.valid_to as old_end, old.valid_from as old_begin,
        old.parent_code as old_parent, parent.path as parent_path, parent.valid_to as parent_end,
        parent.valid_from as parent_begin, u.parent_code is distinct from old.parent_code as is_placed,
        up.code is not null as parent_comes,
        ${isOperator} or ${own} = any(string_to_array(old.path, '.')) as old_is_own,
        ${isOperator} or ${own} = any(string_to_array(parent.path, '.')) as parent_is_own,
        array_position(${levels}::text[], coalesce(up.level, parent.level)) as parent_rank
      from ranked u
      left join unit old on old.code = u.code and ${isHere('old')}
      left join unit parent on parent.code = u.parent_code and ${isHere('parent')}
      left join ranked up on up.code = u.parent_code and up.turn = 1
    ), fault (line, "column", code) as (
      select line, 'code', 'duplicate-code' from placed where turn > 1
      union all
      -- A parent outside the own unit is refused like one that does not exist.
      select line, 'parentCode', 'unknown-parent' from placed
        where parent_code is not null and not parent_comes
          and (parent_path is null or not parent_is_own and parent_code is distinct from old_parent)
      union all
      select line, 'parentCode', 'parent-level' from placed
        where parent_code is not null and (rank = 1 or parent_rank >= rank)
      union all
      select line, 'parentCode', 'parent-retired' from placed where parent_end <= ${today} and parent_is_own
      union all
      select line, 'parentCode', 'parent-ends' from placed
        where is_placed and parent_is_own and parent_end > ${today}
          and coalesce(old_end, 'infinity') > parent_end
      union all
      select line, 'parentCode', 'parent-not-begun' from placed
        where is_placed and parent_is_own and parent_begin > ${today}
          and coalesce(old_begin, ${today}::date) < parent_begin
      union all
      select line, 'parentCode', 'other-province' from placed
        where is_placed and old_is_own and parent_is_own
          and split_part(old_path, '.', 1) <> split_part(parent_path, '.', 1)
      union all
      select line, 'level', 'level-changed' from placed
        where array_position(${levels}::text[], old_level) <> rank and old_is_own
      union all
      select line, 'code', 'unit-retired' from placed where old_end <= ${today} and old_is_own
      union all
      select line, 'code', 'outside-scope' from placed
        where not ${isOperator} and (old_path is not null and not old_is_own
          or old_path is null and rank = 1 and parent_code is null and not ${mayAddRoot}
          or old_path is null and ${isOfOtherProvince(root)})
    )
    select line, "column", code, (
      select count(*)::int from (select line from fault union select line from unit_upload where is_faulty) t
    ) as lines
    from fault group by line, "column", code order by line, "column" limit ${MOST_FAULTS}`.execute(tx)
  const circles = await onCircles(tx, rows)
  const faults = rows.map(({ line, column, code }): Fault => {
    const isCircle = code === 'parent-level' && circles.has(line)
    return fault(isCircle ? 'cycle' : code, at(column, line))
  })
  return { faults, lines: rows[0]?.lines ?? (await faultyLines(tx)) }
}

/** The code of the province of a unit; null where the unit is not there. */
async function rootOf(tx: Tx, code: string): Promise<string | null> {
  const { rows } = await sql<{ root: string | null }>`
    select split_part(unit_path(${code}), '.', 1) as root`.execute(tx)
  return rows[0]?.root ?? null
}

/** 行政区划代码: the first two digits of a code are those of its province. */
function isOfOtherProvince(root: string | null) {
  if (root === null || !/^\d\d$/.test(root)) return sql`false`
  return sql`(code ~ '^\\d\\d' and left(code, 2) <> ${root})`
}

/**
 * Codes outside the national scheme that another province uses. To be asked only where nothing else is wrong
 * with the file: then a guess costs a unit that is created and audited; a file with faults reveals nothing.
 */
export async function taken(tx: Tx, actor: Actor, at: PlaceOf) {
  const root = actor.unitCode === OPERATOR ? null : await rootOf(tx, actor.unitCode)
  if (root === null) return { faults: [], lines: 0 }
  const { rows } = await sql<Found>`
    select u.line, 'code' as "column", 'outside-scope' as code, (count(*) over ())::int as lines
    from unit_upload u join unit old on old.code = u.code
    where old.within_1 <> ${root}
    order by u.line limit ${MOST_FAULTS}`.execute(tx)
  const faults = rows.map(({ line, column, code }) => fault(code, at(column, line)))
  return { faults, lines: rows[0]?.lines ?? 0 }
}

async function faultyLines(tx: Tx): Promise<number> {
  const { rows } = await sql<{ lines: number }>`
    select count(*)::int as lines from unit_upload where is_faulty`.execute(tx)
  return rows[0]?.lines ?? 0
}

/** Of the lines whose parent is too low, those that come back to themselves on the way up. */
async function onCircles(tx: Tx, found: Found[]): Promise<Set<number>> {
  const suspects = found.filter(({ code }) => code === 'parent-level').map(({ line }) => line)
  if (suspects.length === 0) return new Set()
  const { rows } = await sql<{ line: number }>`
    with recursive way (line, start, code, steps) as (
      select line, code, parent_code, 1 from unit_upload where line = any(${suspects}::int[])
      union all
      select way.line, way.start, u.parent_code, steps + 1
      from way join unit_upload u on u.code = way.code
      where way.code <> way.start and steps < 50
    )
    select distinct line from way where code = start`.execute(tx)
  return new Set(rows.map(({ line }) => line))
}
