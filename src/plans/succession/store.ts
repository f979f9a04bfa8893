import { type RawBuilder, sql } from 'kysely'
import { touched as touchedAt } from '../../platform/database/records.ts'
import type { Tx, Work } from '../../platform/work/work.ts'
import type { Coverage } from '../../policy/index.ts'
import type { Level } from '../../units/index.ts'
import '../tables.ts'
import type { DropReason } from '../vocabulary.ts'
import type { Ranked } from './rules.ts'

/** The unit that carries out the plan now: the unit of the plan, or the one that acts for it. */
const keeper = sql`coalesce(unit.acting_code, unit.code)`

/**
 * The reason why a target can no longer be inspected for a plan; null if it can. Full inspections are of
 * direct
 * subordinates, drawn targets lie anywhere below the unit.
 */
export function gone(coverage: RawBuilder<unknown>): RawBuilder<DropReason | null> {
  return sql`case
    when target.acting_code is not null then 'ended'
    when ${coverage} = 'full' and target.parent_code is distinct from ${keeper} then 'moved-away'
    when ${coverage} = 'sample' and not ${keeper} = any(string_to_array(target.path, '.')) then 'moved-away'
  end`
}

/** A task whose target ended or left, or has returned. */
export interface Touched {
  id: string
  planId: string
  unitCode: string
  unitLevel: Level
  path: string
  policyId: string
  targetCode: string
  targetLevel: Level
  coverage: Coverage
  drawRank: number | null
  reason: DropReason | null
}

/**
 * Tasks of open plans whose year is not over: open tasks whose targets ended or left, and tasks dropped or
 * replaced by a change of the tree whose targets have returned. Locks these plans.
 */
export async function touched(tx: Tx, codes: readonly string[], today: string): Promise<Touched[]> {
  const { rows } = await sql<Touched>`
    select task.id, plan.id as "planId", plan.unit_code as "unitCode", unit.level as "unitLevel", plan.path,
      plan.policy_id as "policyId", task.target_code as "targetCode", task.target_level as "targetLevel",
      task.coverage, task.draw_rank as "drawRank", one.reason
    from inspection_task as task
    join inspection_plan as plan on plan.id = task.plan_id
    join unit on unit.code = plan.unit_code
    join unit as target on target.code = task.target_code
    cross join lateral (select ${gone(sql`task.coverage`)} as reason) as one
    where plan.state <> 'closed' and plan.year >= extract(year from ${today}::date)
      and task.id in (
        select id from inspection_task where target_code = any(${codes}::text[])
        union all
        select task.id from inspection_plan as plan join inspection_task as task on task.plan_id = plan.id
        where plan.unit_code = any(${codes}::text[]))
      and case when one.reason is null then task.reason in ('ended', 'moved-away')
        else task.state in ('pending', 'scheduled', 'under-way') end
    order by plan.id, task.coverage, task.draw_rank, task.target_code
    for update of plan`.execute(tx)
  return rows
}

/** Drops tasks, each for the reason and by the clause given. */
export async function drop(
  { tx, now, today }: Work,
  tasks: readonly { id: string; reason: DropReason; clauseId: string | undefined }[]
): Promise<void> {
  await sql`
    update inspection_task as task set state = 'dropped', reason = dropped.reason, clause_id = dropped.clause,
      dropped_on = ${today}::date, scheduled_on = null, ${touchedAt(now)}
    from unnest(${tasks.map(({ id }) => id)}::uuid[], ${tasks.map(({ reason }) => reason)}::text[],
      ${tasks.map(({ clauseId }) => clauseId ?? null)}::text[]) as dropped (id, reason, clause)
    where task.id = dropped.id`.execute(tx)
}

/** Opens dropped tasks again and returns these. */
export async function reopen({ tx, now }: Work, ids: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    update inspection_task set reason = null, clause_id = null, dropped_on = null, ${touchedAt(now)},
      state = case when coverage = 'full' and covered_areas <> '{}' then 'under-way' else 'pending' end
    where id = any(${ids}::uuid[]) and state = 'dropped' returning id`.execute(tx)
  return rows.map(({ id }) => id)
}

/**
 * Drawn targets that have returned replace their substitutes, unless an inspection of these is arranged.
 * Returns the tasks of the targets.
 */
export async function restore({ tx, now, today }: Work, ids: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with restored as (
      select task.id, substitute.id as substitute
      from inspection_task as task join inspection_task as substitute
        on substitute.plan_id = task.plan_id and substitute.coverage = 'sample'
          and substitute.replaces_code = task.target_code
      where task.id = any(${ids}::uuid[]) and task.state = 'replaced' and substitute.state = 'pending'
    ), withdrawn as (
      update inspection_task as task set state = 'dropped', reason = 'target-back',
        dropped_on = ${today}::date, ${touchedAt(now)}
      from restored where task.id = restored.substitute
    )
    update inspection_task as task set state = 'pending', reason = null, replace_reason = null,
      replaced_at = null, replace_approved_by = null, ${touchedAt(now)}
    from restored where task.id = restored.id returning task.id`.execute(tx)
  return rows.map(({ id }) => id)
}

/** Raises the version of plans whose counts of tasks changed. */
export async function touchPlans({ tx, now }: Work, ids: readonly string[]): Promise<void> {
  await sql`update inspection_plan set ${touchedAt(now)} where id = any(${ids}::uuid[])`.execute(tx)
}

/** The codes of a draw that cannot be inspected for its plan, each with the reason. */
export async function unfit(
  tx: Tx,
  planId: string,
  codes: readonly string[]
): Promise<Map<string, DropReason>> {
  const { rows } = await sql<{ code: string; reason: DropReason }>`
    select code, reason from (
      select target.code, ${gone(sql.lit('sample'))} as reason
      from inspection_plan as plan join unit on unit.code = plan.unit_code
      join unit as target on target.code = any(${codes}::text[])
      where plan.id = ${planId}::uuid
    ) as one where reason is not null`.execute(tx)
  return new Map(rows.map(({ code, reason }) => [code, reason]))
}

/** Records the codes that were next in the order of a draw and could not be inspected. */
export async function insertPassedOver(
  tx: Tx,
  drawId: string,
  passed: readonly (Ranked & { reason: DropReason })[],
  today: string
): Promise<void> {
  if (passed.length === 0) return
  await sql`
    insert into draw_passed_over (draw_id, rank, code, reason, passed_on)
    select ${drawId}::uuid, rank, code, reason, ${today}::date
    from unnest(${passed.map(({ rank }) => rank)}::int[], ${passed.map(({ code }) => code)}::text[],
      ${passed.map(({ reason }) => reason)}::text[]) as passed (rank, code, reason)`.execute(tx)
}

/** Schedules tasks that were opened again and have an inspection already. */
export async function scheduleAgain(
  { tx, now }: Work,
  tasks: readonly { taskId: string; scheduledOn: string }[]
): Promise<void> {
  if (tasks.length === 0) return
  await sql`
    update inspection_task as task set scheduled_on = arranged.day, ${touchedAt(now)},
      state = case when state = 'pending' then 'scheduled' else state end
    from unnest(${tasks.map(({ taskId }) => taskId)}::uuid[],
      ${tasks.map(({ scheduledOn }) => scheduledOn)}::date[]) as arranged (id, day)
    where task.id = arranged.id and state in ('pending', 'under-way') and scheduled_on is null`.execute(tx)
}
