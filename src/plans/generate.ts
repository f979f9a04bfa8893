import { sql } from 'kysely'
import { inSubtree, type Subtree } from '../platform/access/scope.ts'
import { ALGORITHM } from '../platform/draw/draw.ts'
import type { Tx, Work } from '../platform/work/work.ts'
import type { UnitObligations } from '../policy/index.ts'
import { type Level, levels } from '../units/index.ts'
import type { Evidence } from './rules.ts'
import './tables.ts'

/** One statement for each kind of row: the number of statements does not depend on the number of units. */

/** Makes plans for units that have obligations and no plan of the year. Writes them to `new_plan`, too. */
export async function insertPlans(
  { tx, actor, now }: Work,
  units: readonly UnitObligations[],
  seeds: readonly string[],
  plan: { seedSource: string; policyId: string; year: number }
): Promise<number> {
  await sql`
    create temporary table new_plan (id uuid, unit_code text collate "C", seed text)
    on commit drop`.execute(tx)
  const codes = units.map(({ unitCode }) => unitCode)
  const made = await sql`
    with made as (
      insert into inspection_plan (id, unit_code, path, unit_name, year, policy_id, seed, seed_source,
        created_at, created_by)
      select uuid_v7(), unit.code, unit.path, unit.name, ${plan.year}::int, ${plan.policyId}, owing.seed,
        ${plan.seedSource}, ${now.toISOString()}::timestamptz, ${actor.sub}
      from unnest(${codes}::text[], ${seeds}::text[]) owing (code, seed)
      join unit on unit.code = owing.code
      on conflict (unit_code, year) do nothing
      returning id, unit_code, seed
    )
    insert into new_plan select id, unit_code, seed from made`.execute(tx)
  await sql`analyze new_plan`.execute(tx)
  return Number(made.numAffectedRows)
}

/** The obligations of the new plans. Writes them to `new_obligation`, too, which the draw reads. */
export async function insertObligations(tx: Tx, units: readonly UnitObligations[]): Promise<void> {
  const rows = units.flatMap(({ unitCode, items }) => items.map((item) => ({ unitCode, ...item })))
  const column = <K extends keyof (typeof rows)[number]>(name: K) => rows.map((row) => row[name])
  await sql`
    create temporary table new_obligation on commit drop as
    select new_plan.id as plan_id, unit_code, seed, coverage, target_level, population, ratio_percent,
      required, quota_id, local_rule_id
    from unnest(${column('unitCode')}::text[], ${column('coverage')}::text[],
      ${column('targetLevel')}::text[],
      ${column('population')}::int[], ${column('ratioPercent')}::int[], ${column('required')}::int[],
      ${column('quotaId')}::text[], ${column('localRuleId')}::uuid[])
      as owed (unit_code, coverage, target_level, population, ratio_percent, required, quota_id,
        local_rule_id)
    join new_plan using (unit_code)`.execute(tx)
  // Only the owner of `plan_obligation` may analyse it; without statistics the draw is planned for few rows.
  await sql`analyze new_obligation`.execute(tx)
  await sql`
    insert into plan_obligation (plan_id, coverage, target_level, population, ratio_percent, required,
      quota_id, local_rule_id)
    select plan_id, coverage, target_level, population, ratio_percent, required, quota_id, local_rule_id
    from new_obligation order by plan_id`.execute(tx)
}

/**
 * Fixes the frames and draws from them by the algorithm of `platform/draw/draw.ts`. Bytes sort like their hex
 * digits. The candidates of a unit are the direct subordinates of all units below it.
 */
export async function insertDraws({ tx, now, today }: Work, tree: Subtree): Promise<number> {
  const made = await sql`
    with parent as materialized (
      select owed.plan_id, owed.seed, owed.target_level, owed.required, unit.code
      from new_obligation owed
      join unit_below unit on unit.above_code = owed.unit_code
      where owed.coverage = 'sample' and unit.level <> ${levels.at(-1)}
        and ${inSubtree(tree, { table: 'unit', unit: 'code' })}
    ), framed as (
      select plan_id, parent.target_level, count(*)::int as population,
        string_agg(target.code || E'\\n', '' order by target.code) as frame,
        (array_agg(target.code order by sha256(convert_to(seed || ':' || target.code, 'UTF8')),
          target.code))[1:required] as selected
      from parent
      join unit target on target.parent_code = parent.code and target.level = parent.target_level
      where target.counts_in_quota and is_valid(target.valid_from, target.valid_to, ${today}::date)
        and ${inSubtree(tree, { table: 'target', unit: 'code' })}
      group by plan_id, parent.target_level, required
    )
    insert into draw (id, plan_id, target_level, population, ratio_percent, required, seed, seed_source,
      algorithm, frame, frame_hash, selected, drawn_at)
    select uuid_v7(), plan_id, target_level, framed.population, owed.ratio_percent, owed.required, plan.seed,
      plan.seed_source, ${ALGORITHM}, frame, encode(sha256(convert_to(frame, 'UTF8')), 'hex'), selected,
      ${now.toISOString()}::timestamptz
    from framed
    join new_obligation owed using (plan_id, target_level)
    join inspection_plan plan on plan.id = plan_id
    where owed.coverage = 'sample'`.execute(tx)
  return Number(made.numAffectedRows)
}

/** One task for each direct subordinate, in the order of the index. */
export async function insertFullTasks({ tx, today }: Work, tree: Subtree): Promise<number> {
  const made = await sql`
    insert into inspection_task (id, plan_id, target_code, target_name, target_level, coverage)
    select uuid_v7(), new_plan.id, target.code, target.name, target.level, 'full'
    from new_plan join unit target on target.parent_code = new_plan.unit_code
    where ${inSubtree(tree, { table: 'target', unit: 'code' })} and target.counts_in_quota
      and is_valid(target.valid_from, target.valid_to, ${today}::date)
    order by new_plan.id, target.code`.execute(tx)
  return Number(made.numAffectedRows)
}

/** One task for each drawn unit, with its position in the draw. */
export async function insertSampleTasks(tx: Tx): Promise<number> {
  const made = await sql`
    insert into inspection_task (id, plan_id, target_code, target_name, target_level, coverage, draw_rank)
    select uuid_v7(), new_plan.id, target.code, target.name, target.level, 'sample', picked.rank
    from new_plan
    join draw on draw.plan_id = new_plan.id
    cross join lateral unnest(draw.selected) with ordinality as picked (code, rank)
    join unit target on target.code = picked.code`.execute(tx)
  return Number(made.numAffectedRows)
}

export interface Made {
  id: string
  unitCode: string
  path: string
}

/** The new plans. */
export async function madePlans(tx: Tx): Promise<Made[]> {
  const { rows } = await sql<Made>`
    select plan.id, plan.unit_code as "unitCode", plan.path
    from new_plan join inspection_plan plan on plan.id = new_plan.id
    order by plan.unit_code`.execute(tx)
  return rows
}

/** The new draws, as they are recorded in the audit trail. */
export async function madeDraws(
  tx: Tx
): Promise<(Evidence & { id: string; planId: string; targetLevel: Level })[]> {
  return tx
    .selectFrom('draw')
    .innerJoin(sql<{ id: string }>`new_plan`.as('new_plan'), 'new_plan.id', 'draw.plan_id')
    .select(['draw.id', 'draw.plan_id as planId', 'draw.target_level as targetLevel', 'draw.population'])
    .select(['draw.ratio_percent as ratioPercent', 'draw.required', 'draw.seed', 'draw.algorithm'])
    .select(['draw.seed_source as seedSource', 'draw.frame_hash as frameHash', 'draw.selected'])
    .select('draw.drawn_at as drawnAt')
    .orderBy('draw.target_level')
    .execute()
}
