import { type Static, Type } from 'typebox'
import { Seed, SeedSource } from '../platform/draw/schema.ts'
import { pageParameters, within } from '../platform/http/lists/paging.ts'
import {
  closed,
  Id,
  Instant,
  LocalDate,
  listOf,
  nullable,
  OPERATOR_OR_CODE,
  oneOf,
  text,
  UnitCode,
  Year
} from '../platform/http/schema.ts'
import { AreaWord } from '../policy/index.ts'
import { acting, UnitLevel } from '../units/index.ts'
import { dropReasons, planStates } from './vocabulary.ts'

const State = oneOf(planStates, { title: '状态', description: 'How far the plan is' })
export const Coverage = oneOf(['full', 'sample'], {
  title: '检查方式',
  description: 'Full inspection, or random sample'
})
export const DropReason = oneOf(dropReasons, {
  title: '不再检查的原因',
  description: 'Why a target is not inspected for the plan'
})
export const Count = (title: string, description: string) => Type.Integer({ minimum: 0, title, description })

export const Plan = closed(
  {
    id: Id,
    unitCode: UnitCode,
    unitName: Type.String({ title: '单位名称', description: 'As it was when the plan was made' }),
    ...acting,
    year: Year,
    state: State,
    policyId: Type.String({ title: '政策编号', description: 'The policy the plan goes by' }),
    seed: Seed,
    seedSource: SeedSource,
    totals: closed(
      {
        full: Count('全面检查数', 'Targets to inspect fully'),
        sample: Count('抽查数', 'Targets that were drawn'),
        inspected: Count('已检查数', 'Targets inspected'),
        overdue: Count('逾期数', 'Targets whose day, or whose year, is over')
      },
      { title: '合计', description: 'Counts of the tasks, replaced and dropped ones left out' }
    ),
    createdAt: Instant,
    createdBy: Type.String({ title: '编制人', description: 'Subject of the token' }),
    submittedAt: nullable(Instant),
    submittedBy: nullable(Type.String({ title: '提交人', description: 'Subject of the token' })),
    approvedAt: nullable(Instant),
    approvedBy: nullable(Type.String({ title: '审批人', description: 'Subject of the token' })),
    returnReason: nullable(Type.String({ title: '退回理由', description: 'Why it was last sent back' })),
    closedAt: nullable(Instant)
  },
  {
    $id: 'InspectionPlan',
    title: '年度检查计划',
    description: 'The obligations of a unit in a year, made concrete'
  }
)
export type Plan = Static<typeof Plan>

export const PlanPage = {
  ...listOf(Type.Unsafe<Plan>({ $ref: 'InspectionPlan#' })),
  $id: 'InspectionPlanPage'
}

export const NewPlan = closed(
  { unitCode: UnitCode, year: Year, seed: Type.Optional(Seed), seedSource: Type.Optional(SeedSource) },
  {
    $id: 'NewInspectionPlan',
    title: '新计划',
    description: 'Makes the plan of one unit',
    examples: [{ unitCode: '2202', year: 2026, seed: '2026001', seedSource: '福利彩票双色球2026001期' }]
  }
)
export type NewPlan = Static<typeof NewPlan>

export const Generation = closed(
  {
    withinCode: { ...UnitCode, pattern: OPERATOR_OR_CODE, description: 'Unit; `*` (operator): all' },
    year: Year,
    seed: Type.Optional(Seed),
    seedSource: Type.Optional(SeedSource)
  },
  {
    $id: 'PlanGeneration',
    title: '批量编制',
    description: 'Makes the plans of a unit and of all below it',
    examples: [{ withinCode: '22', year: 2026, seed: '2026001', seedSource: '福利彩票双色球2026001期' }]
  }
)
export type Generation = Static<typeof Generation>

export const ReturnReason = closed(
  { reason: text(1000, '退回理由', 'What is to be mended') },
  { $id: 'PlanReturn', title: '退回', description: 'Sends a plan back' }
)

export const planQuery = closed({
  within,
  unitCode: Type.Optional({ ...UnitCode, description: 'Plans of that unit alone' }),
  year: Type.Optional(Year),
  state: Type.Optional(State),
  ...pageParameters
})
export type PlanQuery = Static<typeof planQuery>

export const Progress = closed(
  {
    items: Type.Array(
      closed({
        targetLevel: UnitLevel,
        coverage: Coverage,
        required: Count('应检数', 'By the obligation'),
        planned: Count('计划数', 'Tasks, replaced and dropped ones left out'),
        inspected: Count('已检查数', 'Tasks done'),
        underWay: Count('检查未完数', 'Full inspections that have begun and still lack areas'),
        missingAreas: Type.Array(AreaWord, {
          title: '尚缺监管内容',
          description: 'Areas that at least one of those under way still lacks'
        }),
        underWayTargets: Type.Array(
          closed({
            targetCode: UnitCode,
            targetName: Type.String({ title: '检查对象', description: 'As in the task' }),
            missingAreas: Type.Array(AreaWord, { title: '尚缺监管内容', description: 'What it still lacks' })
          }),
          { title: '检查未完的对象', description: 'Targets that are under way, by code' }
        ),
        dropped: Count('不再检查数', 'Targets that ended or moved away before they were inspected'),
        added: Count('增加数', 'Direct subordinates that joined later and were added to the plan'),
        uncovered: Count('未列入计划数', 'Direct subordinates that joined later and have no task yet'),
        uncoveredTargets: Type.Array(
          closed({
            targetCode: UnitCode,
            targetName: Type.String({ title: '检查对象', description: 'Its name today' })
          }),
          { title: '未列入计划的对象', description: 'Targets that have no task yet, by code' }
        ),
        gap: Count('缺口', 'Required, added and uncovered, less dropped and inspected'),
        lastFeasibleDay: {
          ...LocalDate,
          description: 'Last working day of the year: later ones do not count for it'
        }
      })
    )
  },
  { $id: 'PlanProgress', title: '计划进度', description: 'What is done and what is missing' }
)
export type Progress = Static<typeof Progress>
