import { sql } from 'kysely'
import type { Citable } from '../../causes/index.ts'
import { visible } from '../../platform/access/scope.ts'
import { arrangementShown, mayKnowVisits } from '../visibility.ts'

/** A plan says what its unit owed in a year, and what it inspected: that unit knows both. */
export const citablePlan: Citable = {
  permission: 'plans:read',
  seen: (actor) => sql`
    select plan.id, plan.unit_code, plan.created_at::date as "on", plan.state,
      plan.year || ${sql.lit('年度检查计划：')} || plan.unit_name as summary
    from inspection_plan as plan
    where ${visible(actor, 'inspection-plan', 'plan')}`
}

/** A task that was not carried out is a cause only for callers who may see the plan. */
export const citable: Citable = {
  permission: 'plans:read',
  seen: (actor) => sql`
    select task.id, plan.unit_code,
      coalesce(case when ${arrangementShown(mayKnowVisits(actor), 'task')} then task.scheduled_on end,
        make_date(plan.year, 12, 31)) as "on",
      task.state, plan.year || ${sql.lit('年度检查任务：')} || task.target_name as summary
    from inspection_task as task join inspection_plan as plan on plan.id = task.plan_id
    where ${visible(actor, 'inspection-plan', 'plan')}`
}
