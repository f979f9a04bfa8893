import { type Static, Type } from 'typebox'
import { Seed, SeedSource } from '../platform/draw/schema.ts'
import {
  actions,
  closed,
  LocalDate,
  listOf,
  OPERATOR_OR_CODE,
  text,
  UnitCode,
  Year
} from '../platform/http/schema.ts'
import { AreaWord } from '../policy/index.ts'
import { UnitLevel } from '../units/index.ts'
import { Count, Coverage, item } from './fields.ts'
import { stepNames } from './rules.ts'

const { full, sample, inspected, overdue, ...properties } = item.properties
const shown = {
  ...properties,
  totals: closed(
    { full, sample, inspected, overdue },
    { title: '合计', description: 'Numbers of tasks, without replaced and dropped ones' }
  )
}

export const PlanItem = closed(shown, {
  $id: 'InspectionPlanItem',
  title: '年度检查计划（列表项）',
  description: 'Annual inspection plan, as a list shows it'
})
export type PlanItem = Static<typeof PlanItem>

export const Plan = closed(
  { ...shown, actions: actions(stepNames) },
  { $id: 'InspectionPlan', title: '年度检查计划', description: 'Annual inspection plan of a unit' }
)
export type Plan = Static<typeof Plan>

export const PlanPage = {
  ...listOf(Type.Unsafe<PlanItem>({ $ref: 'InspectionPlanItem#' })),
  $id: 'InspectionPlanPage'
}

export const NewPlan = closed(
  { unitCode: UnitCode, year: Year, seed: Type.Optional(Seed), seedSource: Type.Optional(SeedSource) },
  {
    $id: 'NewInspectionPlan',
    title: '新计划',
    description: 'New plan of one unit',
    examples: [{ unitCode: '2202', year: 2026, seed: '2026001', seedSource: '福利彩票双色球2026001期' }]
  }
)
export type NewPlan = Static<typeof NewPlan>

export const Generation = closed(
  {
    withinCode: {
      ...UnitCode,
      pattern: OPERATOR_OR_CODE,
      description: 'Code of the unit; `*` for all units (operator only)'
    },
    year: Year,
    seed: Type.Optional(Seed),
    seedSource: Type.Optional(SeedSource)
  },
  {
    $id: 'PlanGeneration',
    title: '批量编制',
    description: 'Generation of the plans of a unit and of all units below it',
    examples: [{ withinCode: '22', year: 2026, seed: '2026001', seedSource: '福利彩票双色球2026001期' }]
  }
)
export type Generation = Static<typeof Generation>

export const ReturnReason = closed(
  { reason: text(1000, '退回理由', 'Corrections that are needed') },
  { $id: 'PlanReturn', title: '退回', description: 'Return of a plan' }
)

const UnderWayTarget = closed({
  targetCode: UnitCode,
  targetName: Type.String({ title: '检查对象', description: 'Name of the target, as in the task' }),
  missingAreas: Type.Array(AreaWord, {
    title: '尚缺监管内容',
    description: 'Areas that have no conclusion yet'
  })
})

export const Progress = closed(
  {
    items: Type.Array(
      closed({
        targetLevel: UnitLevel,
        coverage: Coverage,
        required: Count('应检数', 'Number that the obligation requires'),
        planned: Count('计划数', 'Number of tasks, without replaced and dropped ones'),
        inspected: Count('已检查数', 'Number of tasks done'),
        underWay: Count('检查未完数', 'Number of full inspections that have begun and still lack areas'),
        missingAreas: Type.Array(AreaWord, {
          title: '尚缺监管内容',
          description: 'Areas without a conclusion in at least one inspection in progress'
        }),
        underWayTargets: Type.Array(UnderWayTarget, {
          title: '检查未完的对象',
          description: 'Targets whose inspection is in progress, by code'
        }),
        dropped: Count(
          '不再检查数',
          'Number of targets that were retired or moved away before they were inspected'
        ),
        added: Count('增加数', 'Number of direct subordinates that joined later and were added to the plan'),
        uncovered: Count(
          '未列入计划数',
          'Number of direct subordinates that joined later and have no task yet'
        ),
        uncoveredTargets: Type.Array(
          closed({
            targetCode: UnitCode,
            targetName: Type.String({ title: '检查对象', description: 'Current name' })
          }),
          { title: '未列入计划的对象', description: 'Targets without a task, by code' }
        ),
        gap: Count('缺口', 'Number still missing: required, added and uncovered, less dropped and inspected'),
        lastFeasibleDay: {
          ...LocalDate,
          description: 'Last working day of the year; later inspections do not count for it'
        }
      })
    )
  },
  { $id: 'PlanProgress', title: '计划进度', description: 'Progress of a plan' }
)
export type Progress = Static<typeof Progress>
