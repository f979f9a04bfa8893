import { type Static, Type } from 'typebox'
import { pageParameters, within } from '../platform/paging.ts'
import {
  closed,
  Id,
  Instant,
  LocalDate,
  listOf,
  nullable,
  oneOf,
  text,
  UnitCode,
  Year
} from '../platform/schema.ts'
import { UnitLevel } from '../units/index.ts'
import { methods, planStates, taskStates } from './vocabulary.ts'

const State = oneOf(planStates, { title: '状态', description: 'How far the plan is' })
const TaskState = oneOf(taskStates, { title: '状态', description: 'How far the task is' })
const Method = oneOf(methods, { title: '监管方式', description: 'How the target is inspected' })
const Coverage = oneOf(['full', 'sample'], { title: '检查方式', description: 'Full inspection, or random sample' })
const Count = (title: string, description: string) => Type.Integer({ minimum: 0, title, description })

const Seed = text(200, '种子', 'Decides the draw; with a lottery number named in advance nobody can have chosen it')
const SeedSource = text(300, '种子来源', 'Where the seed comes from')
const Team = Type.Array(text(100, '检查人员', 'Name'), {
  maxItems: 50,
  title: '检查组',
  description: 'Who goes'
})

export const Plan = closed(
  {
    id: Id,
    unitCode: UnitCode,
    unitName: Type.String({ title: '单位名称', description: 'As it was when the plan was made' }),
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
      { title: '合计', description: 'Counts of the tasks, replaced ones left out' }
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
  { $id: 'InspectionPlan', title: '年度检查计划', description: 'The obligations of a unit in a year, made concrete' }
)
export type Plan = Static<typeof Plan>

export const PlanPage = { ...listOf(Type.Unsafe<Plan>({ $ref: 'InspectionPlan#' })), $id: 'InspectionPlanPage' }

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
  { withinCode: UnitCode, year: Year, seed: Type.Optional(Seed), seedSource: Type.Optional(SeedSource) },
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

export const Task = closed(
  {
    id: Id,
    planId: Id,
    unitCode: { ...UnitCode, title: '检查单位', description: 'The unit that inspects' },
    targetCode: { ...UnitCode, title: '检查对象代码', description: 'The unit to inspect' },
    targetName: Type.String({ title: '检查对象', description: 'As it was called when the plan was made' }),
    targetLevel: UnitLevel,
    coverage: Coverage,
    method: nullable(Method),
    scheduledOn: nullable(LocalDate),
    team: Team,
    state: TaskState,
    drawRank: nullable(Type.Integer({ title: '抽签位次', description: 'Place in the order of the draw, from 1' })),
    replacesCode: nullable({ ...UnitCode, title: '所替换对象', description: 'The drawn target it stands in for' }),
    replaceReason: nullable(Type.String({ title: '替换理由', description: 'Why this target was replaced' })),
    replaceApprovedBy: nullable(Type.String({ title: '替换批准人', description: 'Who approved it' })),
    version: Type.Integer({ title: '版本', description: 'What the ETag of the task says' })
  },
  { $id: 'InspectionTask', title: '检查任务', description: 'One target of a plan' }
)
export type Task = Static<typeof Task>

export const TaskPage = { ...listOf(Type.Unsafe<Task>({ $ref: 'InspectionTask#' })), $id: 'InspectionTaskPage' }

export const taskQuery = closed({
  coverage: Type.Optional(Coverage),
  state: Type.Optional(TaskState),
  targetCode: Type.Optional(UnitCode),
  ...pageParameters
})
export type TaskQuery = Static<typeof taskQuery>

export const TaskChange = closed(
  {
    method: Type.Optional(nullable(Method)),
    scheduledOn: Type.Optional(nullable(LocalDate)),
    team: Type.Optional(Team)
  },
  {
    $id: 'InspectionTaskChange',
    title: '任务安排',
    description: 'When, how and by whom',
    minProperties: 1,
    examples: [{ method: 'open-check', scheduledOn: '2026-06-01', team: ['王某', '李某'] }]
  }
)
export type TaskChange = Static<typeof TaskChange>

export const Replacement = closed(
  { reason: text(1000, '替换理由', 'Why the drawn target cannot be inspected') },
  { $id: 'TaskReplacement', title: '替换', description: 'Takes the next substitute of the draw' }
)

export const Draw = closed(
  {
    id: Id,
    targetLevel: UnitLevel,
    population: Count('总数', 'Codes in the frame'),
    ratioPercent: Type.Integer({ title: '比例', description: 'Per cent' }),
    required: Count('应抽数', 'How many are selected'),
    selected: Type.Array(UnitCode, { title: '抽中对象', description: 'In the order of the draw' }),
    replaced: Type.Array(
      closed({
        code: { ...UnitCode, description: 'Drawn, and replaced' },
        by: { ...UnitCode, description: 'The substitute' },
        reason: Type.String({ title: '理由', description: 'Why' }),
        approvedBy: Type.String({ title: '批准人', description: 'Subject of the token' }),
        at: Instant
      }),
      { title: '替换记录', description: 'Drawn targets that gave way to substitutes' }
    ),
    seed: Seed,
    seedSource: SeedSource,
    algorithm: Type.String({ title: '算法', description: 'How the order follows from seed and code' }),
    frameHash: Type.String({ title: '抽样框散列值', description: 'SHA-256 of the frame, hex' }),
    drawnAt: Instant
  },
  { $id: 'Draw', title: '抽签', description: 'A recorded random choice that anyone can recompute' }
)
export type Draw = Static<typeof Draw>

export const Draws = closed(
  { items: Type.Array(Type.Unsafe<Draw>({ $ref: 'Draw#' })) },
  { $id: 'Draws', title: '计划的抽签', description: 'All draws of a plan' }
)

export const Verification = closed(
  {
    valid: Type.Boolean({ title: '是否成立', description: 'Recomputing gives what is on record' }),
    frameHash: Type.String({ title: '记录的散列值', description: 'As it is on record' }),
    recomputedHash: Type.String({ title: '重算的散列值', description: 'Of the frame as it is stored' }),
    differences: Type.Array(
      closed({
        what: oneOf(['frame', 'population', 'selection', 'tasks', 'audit'], {
          title: '事项',
          description: 'Which part does not agree'
        }),
        recorded: Type.String({ title: '记录值', description: 'What is on record' }),
        recomputed: Type.String({ title: '重算值', description: 'What it should be' })
      }),
      { title: '差异', description: 'What does not agree' }
    )
  },
  { $id: 'DrawVerification', title: '抽签核验', description: 'The draw, recomputed from frame and seed' }
)
export type Verification = Static<typeof Verification>

export const Progress = closed(
  {
    items: Type.Array(
      closed({
        targetLevel: UnitLevel,
        coverage: Coverage,
        required: Count('应检数', 'By the obligation'),
        planned: Count('计划数', 'Tasks, replaced ones left out'),
        inspected: Count('已检查数', 'Tasks done'),
        gap: Count('缺口', 'Required less inspected'),
        lastFeasibleDay: { ...LocalDate, description: 'Last working day of the year: later ones do not count for it' }
      })
    )
  },
  { $id: 'PlanProgress', title: '计划进度', description: 'What is done and what is missing' }
)
export type Progress = Static<typeof Progress>
