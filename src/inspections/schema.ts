import { type Static, Type } from 'typebox'
import { MethodWord } from '../plans/index.ts'
import { pageParameters, within } from '../platform/http/lists/paging.ts'
import {
  closed,
  Id,
  Instant,
  LocalDate,
  listOf,
  nullable,
  oneOf,
  text,
  UnitCode
} from '../platform/http/schema.ts'
import { AreaWord } from '../policy/index.ts'
import { acting, handedOver, UnitLevel } from '../units/index.ts'
import { AreaResults, ListedArea, OneArea } from './areas/schema.ts'
import { Cancellation, Completion, Start } from './steps/schema.ts'
import { states } from './vocabulary.ts'

const State = oneOf(states, { title: '状态', description: 'How far the inspection is' })
const registrationNo = Type.Optional(text(50, '统一社会信用代码', 'Its registration number'))
const Evaluator = closed(
  { name: text(200, '第三方机构名称', 'An outside organisation that evaluates'), registrationNo },
  { $id: 'Evaluator', title: '第三方评价机构', description: 'Who evaluates on behalf of the unit' }
)
const ItsEvaluator = Type.Unsafe<Static<typeof Evaluator>>({ $ref: 'Evaluator#' })

const Areas = Type.Array(AreaWord, {
  minItems: 1,
  maxItems: 6,
  title: '监管内容',
  description: 'What is looked into: codes of areas, each once'
})
const Team = Type.Array(Id, {
  maxItems: 50,
  uniqueItems: true,
  title: '检查组',
  description: 'Who goes: identifiers of the staff register'
})
const plannedOn = { ...LocalDate, title: '计划检查日期', description: 'The day for which it is planned' }

export const NewInspection = closed(
  {
    taskId: Type.Optional({
      ...Id,
      title: '检查任务',
      description: 'The task of a plan that it carries out'
    }),
    campaignId: Type.Optional({ ...Id, title: '专项督导', description: 'The campaign that it is part of' }),
    unitCode: { ...UnitCode, title: '检查单位', description: 'The unit that inspects' },
    targetCode: { ...UnitCode, title: '检查对象', description: 'The unit below it that is inspected' },
    method: MethodWord,
    plannedOn,
    areas: Areas,
    team: Type.Optional(Team),
    evaluator: Type.Optional(ItsEvaluator)
  },
  {
    $id: 'NewInspection',
    title: '新检查',
    description: 'Plans an inspection: from a task, from a campaign, or on its own',
    examples: [
      {
        unitCode: '2201',
        targetCode: '220102',
        method: 'unannounced-visit',
        plannedOn: '2026-06-03',
        areas: ['funds', 'disclosure'],
        team: []
      }
    ]
  }
)
export type NewInspection = Static<typeof NewInspection>

export const InspectionChange = closed(
  {
    method: Type.Optional(MethodWord),
    plannedOn: Type.Optional(plannedOn),
    taskId: Type.Optional({
      ...Id,
      title: '检查任务',
      description:
        'The task that it carries out, for an inspection that has none yet: one that passed on, say'
    }),
    areas: Type.Optional(AreaResults),
    team: Type.Optional(Team),
    evaluator: Type.Optional(nullable(ItsEvaluator))
  },
  {
    $id: 'InspectionChange',
    title: '变更检查',
    description: 'Changes the arrangement before it begins; keeps the results while it is under way',
    minProperties: 1,
    examples: [{ plannedOn: '2026-06-05', areas: [{ area: 'funds' }] }]
  }
)
export type InspectionChange = Static<typeof InspectionChange>

const shown = {
  id: Id,
  unitCode: { ...UnitCode, title: '检查单位', description: 'The unit that inspects' },
  unitName: Type.String({ title: '检查单位名称', description: 'Its name today' }),
  targetCode: { ...UnitCode, title: '检查对象', description: 'The unit that is inspected' },
  targetName: Type.String({ title: '检查对象名称', description: 'Its name today' }),
  targetLevel: UnitLevel,
  taskId: nullable({ ...Id, title: '检查任务', description: 'Told to the inspecting unit and above only' }),
  campaignId: nullable({
    ...Id,
    title: '专项督导',
    description: 'Told to the inspecting unit and above only'
  }),
  method: MethodWord,
  plannedOn,
  evaluator: nullable(ItsEvaluator),
  state: State,
  notifiedAt: nullable({ ...Instant, title: '通知时间', description: 'When the target was told of it' }),
  startedAt: nullable({ ...Instant, title: '开始时间', description: 'When it began' }),
  completedAt: nullable({ ...Instant, title: '完成时间', description: 'When it ended' }),
  publishedAt: nullable({ ...Instant, title: '公开时间', description: 'When its results were published' }),
  cancelledAt: nullable({ ...Instant, title: '取消时间', description: 'When it was cancelled' }),
  cancelReason: nullable(
    Type.String({
      title: '取消理由',
      description: 'Why it was cancelled; for the inspecting unit and above only'
    })
  ),
  ...acting,
  handedOver
}

export const InspectionItem = closed(
  {
    ...shown,
    areas: Type.Array(ListedArea, {
      title: '监管内容',
      description: 'What is looked into, and what came of each'
    })
  },
  { $id: 'InspectionItem', title: '检查（列表项）', description: 'An inspection as a list shows it' }
)
export type InspectionItem = Static<typeof InspectionItem>

const Inspector = closed({
  id: Id,
  name: Type.String({ title: '姓名', description: 'Name' }),
  unitCode: { ...UnitCode, description: 'The unit that he belongs to' }
})

export const Inspection = closed(
  {
    ...shown,
    areas: Type.Array(OneArea, {
      title: '监管内容',
      description: 'What is looked into, and what came of it'
    }),
    team: nullable(
      Type.Array(Inspector, {
        title: '检查组',
        description:
          'Who goes. Null for the target until they are there, for those beside it, and without `staff:read`'
      })
    ),
    version: Type.Integer({ title: '版本', description: 'What the ETag says' })
  },
  { $id: 'Inspection', title: '检查', description: 'What is, or was, carried out on a target' }
)
export type Inspection = Static<typeof Inspection>

export const InspectionPage = {
  ...listOf(Type.Unsafe<InspectionItem>({ $ref: 'InspectionItem#' })),
  $id: 'InspectionPage'
}

export const inspectionQuery = closed({
  within,
  targetCode: Type.Optional({ ...UnitCode, description: 'On that unit alone' }),
  unitCode: Type.Optional({ ...UnitCode, description: 'By that unit alone' }),
  method: Type.Optional(MethodWord),
  state: Type.Optional(State),
  from: Type.Optional({ ...LocalDate, description: 'Planned for that day or later' }),
  to: Type.Optional({ ...LocalDate, description: 'Planned for that day or earlier' }),
  ...pageParameters
})
export type InspectionQuery = Static<typeof inspectionQuery>

export const schemas = [
  Evaluator,
  NewInspection,
  InspectionChange,
  Start,
  Completion,
  Cancellation,
  InspectionItem,
  Inspection,
  InspectionPage
]
