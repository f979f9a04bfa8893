import { sql } from 'kysely'
import { inSubtree } from '../../platform/access/scope.ts'
import type { Statistics } from '../../platform/access/statistics.ts'
import { coverageLabels } from '../../policy/index.ts'
import '../tables.ts'

export const statistics: Statistics = {
  obligations: {
    permission: 'plans:read',
    title: '检查任务完成情况',
    zh: '统计辖区内各单位年度检查计划的应检数和已检数。',
    en: 'Counts the inspections that the yearly plans of the subtree require, and those that were made.',
    list: { path: '/v1/inspection-plans', from: 'year', to: 'year', unit: 'unitCode' },
    isByYear: true,
    traits: {
      coverage: { title: '检查方式', value: sql`owed.coverage`, labels: coverageLabels }
    },
    figures: {
      plans: {
        title: '计划数',
        description: 'Yearly plans',
        count: () => sql`count(distinct plan.id)`,
        filter: {}
      },
      required: {
        title: '应检数',
        description: 'Units to inspect by the policy',
        count: () => sql`coalesce(sum(owed.required), 0)`
      },
      inspected: {
        title: '已检数',
        description: 'Units that were inspected',
        count: () => sql`coalesce(sum(done.inspected), 0)`
      },
      missing: {
        title: '未检数',
        description: 'Required inspections that were not made',
        count: () => sql`coalesce(sum(greatest(owed.required - coalesce(done.inspected, 0), 0)), 0)`
      }
    },
    counted: ({ tree, from, to }) => ({
      source: sql`from inspection_plan as plan
        join unit on unit.code = plan.unit_code
        join plan_obligation as owed on owed.plan_id = plan.id
        left join (
          select plan_id, coverage, target_level, count(*) as inspected from inspection_task
          where state = 'inspected' group by plan_id, coverage, target_level
        ) as done on done.plan_id = plan.id and done.coverage = owed.coverage
          and done.target_level = owed.target_level
        where ${inSubtree(tree, { table: 'plan', unit: 'unit_code' })}
          and plan.year between extract(year from ${from}::date) and extract(year from ${to}::date)`,
      path: sql`plan.path`,
      level: sql`unit.level`,
      day: sql`make_date(plan.year, 1, 1)`
    })
  }
}
