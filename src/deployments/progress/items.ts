import { sql } from 'kysely'
import { type Static, Type } from 'typebox'
import { from } from '../../platform/database/fields.ts'
import { lineSeenBy } from '../visibility.ts'
import { DeploymentItem } from './item-fields.ts'
import { figures, linesOf } from './lines.ts'

/** The items of a deployment, each with its figures over the units that the reader sees: one statement. */
export const itemsShown = from(
  Type.Array(DeploymentItem, { title: '任务事项', description: 'Items, by number' }),
  (viewer) => sql<Static<typeof DeploymentItem>[]>`(
    with counted as (
      select item.no, ${figures} as figures
      from (select) as one ${linesOf(viewer.today)}
      where ${lineSeenBy(viewer, 'addressee')}
      group by item.no
    )
    select coalesce(jsonb_agg(jsonb_build_object('no', item.no, 'text', item.text,
      'measure', case when item.measure_name is not null then jsonb_build_object(
        'name', item.measure_name, 'unit', item.measure_unit, 'target', item.measure_target) end,
      'dueOn', item.due_on, 'milestones', item.milestones, 'supervision', item.supervision,
      'department', item.department, 'steps', item.steps,
      'parentItem', case when item.parent_no is not null then jsonb_build_object(
        'deploymentId', item.parent_deployment_id, 'no', item.parent_no) end,
      'amendment', item.amendment,
      'figures', coalesce(counted.figures, ${none}::jsonb)) order by item.no), '[]')
    from deployment_item as item left join counted on counted.no = item.no
    where item.deployment_id = deployment.id)`
)

const none = JSON.stringify({
  addressees: 0,
  done: 0,
  late: 0,
  claimed: 0,
  underWay: 0,
  notStarted: 0,
  overdue: 0,
  progress: null
})
