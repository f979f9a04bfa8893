import { type RawBuilder, sql } from 'kysely'
import { Type } from 'typebox'
import { fieldsOf, from, type Viewer } from '../platform/database/fields.ts'
import { Seed, SeedSource } from '../platform/draw/schema.ts'
import { Id, Instant, nullable, oneOf, UnitCode, updatedAt, Year } from '../platform/http/schema.ts'
import { actingFrom } from '../units/index.ts'
import './tables.ts'
import { dropReasons, planStates } from './vocabulary.ts'

export const State = oneOf(planStates, { title: '状态', description: 'Status of the plan' })
export const Coverage = oneOf(['full', 'sample'], {
  title: '检查方式',
  description: 'Coverage: full inspection or random sample'
})
export const DropReason = oneOf(dropReasons, {
  title: '不再检查的原因',
  description: 'Reason why the target is not inspected'
})
export const Count = (title: string, description: string) => Type.Integer({ minimum: 0, title, description })
const by = (title: string) => Type.String({ title, description: 'Subject of the token' })

/** The fields of a plan. The counts of its tasks are `totals` on the wire. */
export const item = fieldsOf('inspection_plan', {
  id: Id,
  unitCode: UnitCode,
  unitName: Type.String({ title: '单位名称', description: 'Name of the unit when the plan was made' }),
  year: Year,
  state: State,
  policyId: Type.String({ title: '政策编号', description: 'Policy on which the plan is based' }),
  seed: Seed,
  seedSource: SeedSource,
  full: from(Count('全面检查数', 'Number of targets to inspect fully'), sql<number>`totals."full"`),
  sample: from(Count('抽查数', 'Number of targets that were drawn'), sql<number>`totals.sample`),
  inspected: from(Count('已检查数', 'Number of targets inspected'), sql<number>`totals.inspected`),
  overdue: from(Count('逾期数', 'Number of targets whose date or year is over'), sql<number>`totals.overdue`),
  createdAt: Instant,
  createdBy: by('编制人'),
  submittedAt: nullable(Instant),
  submittedBy: nullable(by('提交人')),
  approvedAt: nullable(Instant),
  approvedBy: nullable(by('审批人')),
  ...actingFrom(),
  returnReason: nullable(
    Type.String({
      title: '退回理由',
      description: 'Reason of the last return; null if it was never returned'
    })
  ),
  closedAt: nullable(Instant),
  updatedAt: from(updatedAt, sql<string>`coalesce(inspection_plan.updated_at, inspection_plan.created_at)`)
})

/** Plans with their units and the counts of their tasks; those overdue depend on the day. */
export function plans({ today }: Viewer): RawBuilder<unknown> {
  return sql`inspection_plan join unit on unit.code = inspection_plan.unit_code
    cross join lateral (
      select count(*) filter (where coverage = 'full')::int as "full",
        count(*) filter (where coverage = 'sample')::int as sample,
        count(*) filter (where task.state = 'inspected')::int as inspected,
        count(*) filter (where task.state <> 'inspected'
          and least(scheduled_on, make_date(inspection_plan.year, 12, 31)) < ${today}::date)::int as overdue
      from inspection_task as task
      where task.plan_id = inspection_plan.id and task.state not in ('replaced', 'dropped')
    ) as totals`
}
