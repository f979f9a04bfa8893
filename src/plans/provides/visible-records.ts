import { sql } from 'kysely'
import { isBelow, visible } from '../../platform/access/scope.ts'
import type { VisibleRecords } from '../../platform/access/visible-records.ts'
import { OPERATOR } from '../../platform/auth/actor.ts'

/** Tasks and draws are visible like their plan. */
export const visibleRecords: VisibleRecords = {
  'inspection-plan': {
    permission: 'plans:read',
    seen: (actor) =>
      sql`select id from inspection_plan where ${visible(actor, 'inspection-plan', 'inspection_plan')}`
  },
  'inspection-task': {
    permission: 'plans:read',
    seen: (actor) => sql`
      select task.id from inspection_task as task join inspection_plan as plan on plan.id = task.plan_id
      where ${visible(actor, 'inspection-plan', 'plan')}`
  },
  draw: {
    permission: 'plans:read',
    seen: (actor) => sql`
      select draw.id from draw join inspection_plan as plan on plan.id = draw.plan_id
      where ${visible(actor, 'inspection-plan', 'plan')}`
  },
  /** The unit of an operation that makes plans; for the operator possibly all provinces. */
  'plans-of-unit': {
    permission: 'plans:read',
    isCoded: true,
    seen: (actor) => {
      const isOperator = actor.unitCode === OPERATOR
      return sql`
        select code as id from unit where ${visible(actor, 'unit', 'unit')}
          and (${isBelow(actor, 'unit')} or ${isOperator})
        union all select ${OPERATOR}::text where ${isOperator}`
    }
  }
}
