import { sql } from 'kysely'
import { yearOf } from '../../platform/values/days.ts'
import { type FactSource, fact, isAsked, measures } from './fact.ts'

/**
 * Units that did not carry out the inspections of the year that is over, by their plan. A unit without a plan
 * is left out: how much it owed is on no record.
 */
export const obligationUnmet: FactSource = (asked) => {
  const year = yearOf(asked.today) - 1
  const figures = {
    year: sql`year`,
    required: sql`required`,
    inspected: sql`inspected`,
    gap: sql`gap`
  }
  return sql`
    with measured as (
      select plan.id, plan.unit_code, plan.year, owed.required, (
        select count(*)::int from inspection_task as task
        where task.plan_id = plan.id and task.state = 'inspected' and exists (
          select from inspection where inspection.task_id = task.id
            and inspection.completed_at < make_timestamptz(plan.year + 1, 1, 1, 0, 0, 0, 'Asia/Shanghai'))
        ) as inspected
      from inspection_plan as plan cross join lateral (
        select coalesce(sum(required), 0)::int as required from plan_obligation
        where plan_obligation.plan_id = plan.id) as owed
      where plan.year between ${year - 1}::int and ${year}::int and ${isAsked(asked, 'plan.unit_code')}
    ), unmet as (
      select *, required - inspected as gap from measured where inspected < required
    ), latest as (
      select unit_code, count(*) as years, max(year) as year,
        max(gap) filter (where year = ${year}::int) as gap,
        max(gap * 100.0 / required) filter (where year = ${year}::int) as percent,
        jsonb_agg(${fact('inspection-plan', sql`id`, figures)} order by year) as facts
      from unmet group by unit_code
    )
    select unit_code as target_code, year::text as key, year::text as period,
      ${measures({ number: sql`gap`, percent: sql`percent`, years: sql`years` })},
      facts, null as gap
    from latest where year = ${year}::int`
}
