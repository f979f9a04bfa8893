import { sql } from 'kysely'
import type { Tx, Work } from '../../platform/work/work.ts'
import '../tables.ts'

/** An inspection that passed to another unit, or back to the unit that arranged it. */
export interface PassedOn {
  id: string
  targetCode: string
  /** The keeper now, and its place. */
  unitCode: string
  path: string
}

/**
 * Passes the inspections that have not begun to the units that supervise their targets now. The team and the
 * task stay with the unit that arranged it, and are restored when it comes back. Inspections of a unit that
 * has ended stay where they are, because such a unit is not inspected. Unannounced visits outside a campaign
 * stay as well, so that a change of the tree does not reveal a visit.
 */
export async function passOn({ tx, now }: Work, codes: readonly string[]): Promise<PassedOn[]> {
  const at = now.toISOString()
  const { rows } = await sql<PassedOn>`
    with touched as (
      select one.id,
        nullif(unit_supervisor(one.unit_code, one.target_path), unit_acting(one.unit_code)) as keeper
      from inspection as one join unit as target on target.code = one.target_code
      where one.state in ('planned', 'notified') and target.acting_code is null
        and (one.campaign_id is not null or one.method <> 'unannounced-visit')
        and (one.unit_code = any(${codes}::text[]) or one.target_code = any(${codes}::text[])
          or one.passed_to_code = any(${codes}::text[]))
    ), areas as (
      select inspection_id, jsonb_agg(area) as names from inspection_area
      where inspection_id in (select id from touched) group by inspection_id
    )
    update inspection as one set passed_to_code = keeper, passed_to_path = unit.path,
      as_passed = case when keeper is not null then coalesce(as_passed, jsonb_build_object(
        'method', method, 'plannedOn', planned_on, 'evaluator', evaluator, 'team', team, 'taskId', task_id,
        'version', one.version, 'updatedAt', ${at}::timestamptz, 'areas', coalesce(names, '[]'))) end,
      team = case when keeper is not null then '{}'
        else array(select jsonb_array_elements_text(as_passed -> 'team')::uuid) end,
      task_id = case when keeper is null then (as_passed ->> 'taskId')::uuid end,
      version = one.version + 1, updated_at = ${at}::timestamptz
    from touched left join unit on unit.code = keeper left join areas on inspection_id = touched.id
    where one.id = touched.id and passed_to_code is distinct from keeper
    returning one.id, target_code as "targetCode", coalesce(passed_to_code, unit_code) as "unitCode",
      coalesce(passed_to_path, one.path) as path`.execute(tx)
  return rows
}

/** The task and the day of each open inspection of the targets. */
export async function openTasks(tx: Tx, codes: readonly string[]) {
  const { rows } = await sql<{ taskId: string; scheduledOn: string }>`
    select task_id as "taskId", planned_on as "scheduledOn" from inspection
    where target_code = any(${codes}::text[]) and task_id is not null
      and state in ('planned', 'notified', 'under-way')`.execute(tx)
  return rows
}
