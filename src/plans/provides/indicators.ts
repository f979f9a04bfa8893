import { sql } from 'kysely'
import { counted, type IndicatorMeasures, isAsked } from '../../platform/access/indicator-measures.ts'
import '../tables.ts'

export const indicators: IndicatorMeasures = {
  /** Inspected targets of the plan of the year, of those required; a surplus at one level does not count. */
  'inspections.done': (asked) =>
    counted({
      unit: sql`owed.unit_code`,
      numerator: sql`sum(least(owed.inspected, owed.required))`,
      denominator: sql`sum(owed.required)`,
      source: sql`from (
          select plan.unit_code, obligation.required, (
            select count(*) from inspection_task as task
            where task.plan_id = plan.id and task.coverage = obligation.coverage
              and task.target_level = obligation.target_level and task.state = 'inspected') as inspected
          from inspection_plan as plan join plan_obligation as obligation on obligation.plan_id = plan.id
          where ${isAsked(sql`plan.unit_code`, asked)} and plan.year = ${asked.year}
        ) as owed
        group by owed.unit_code`
    })
}
