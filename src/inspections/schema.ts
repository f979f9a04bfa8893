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

const State = oneOf(states, { title: '状态', description: 'Status of the inspection' })
const registrationNo = Type.Optional(
  text(50, '统一社会信用代码', 'Unified social credit code of the organisation')
)
const Evaluator = closed(
  { name: text(200, '第三方机构名称', 'Name of the outside organisation that evaluates'), registrationNo },
  {
    $id: 'Evaluator',
    title: '第三方评价机构',
    description: 'Outside evaluator that acts on behalf of the unit'
  }
)
const ItsEvaluator = Type.Unsafe<Static<typeof Evaluator>>({ $ref: 'Evaluator#' })

const Areas = Type.Array(AreaWord, {
  minItems: 1,
  maxItems: 6,
  title: '监管内容',
  description: 'Areas that are inspected, each named once'
})
const Team = Type.Array(Id, {
  maxItems: 50,
  uniqueItems: true,
  title: '检查组',
  description: 'Team: identifiers of people on the staff register'
})
const plannedOn = { ...LocalDate, title: '计划检查日期', description: 'Planned date of the inspection' }

export const NewInspection = closed(
  {
    taskId: Type.Optional({
      ...Id,
      title: '检查任务',
      description: 'Task of a plan that the inspection carries out'
    }),
    campaignId: Type.Optional({
      ...Id,
      title: '专项督导',
      description: 'Campaign of which the inspection is part'
    }),
    unitCode: { ...UnitCode, title: '检查单位', description: 'Inspecting unit' },
    targetCode: { ...UnitCode, title: '检查对象', description: 'Target: a unit below the inspecting unit' },
    method: MethodWord,
    plannedOn,
    areas: Areas,
    team: Type.Optional(Team),
    evaluator: Type.Optional(ItsEvaluator)
  },
  {
    $id: 'NewInspection',
    title: '新检查',
    description: 'New inspection: for a task, for a campaign, or on its own',
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
        'Task that the inspection carries out; only for an inspection without a task, for example one ' +
        'that passed to another unit'
    }),
    areas: Type.Optional(AreaResults),
    team: Type.Optional(Team),
    evaluator: Type.Optional(nullable(ItsEvaluator))
  },
  {
    $id: 'InspectionChange',
    title: '变更检查',
    description: 'Change of the arrangement before the inspection begins, or results while it is under way',
    minProperties: 1,
    examples: [{ plannedOn: '2026-06-05', areas: [{ area: 'funds' }] }]
  }
)
export type InspectionChange = Static<typeof InspectionChange>

const shown = {
  id: Id,
  unitCode: { ...UnitCode, title: '检查单位', description: 'Inspecting unit' },
  unitName: Type.String({ title: '检查单位名称', description: 'Current name of the inspecting unit' }),
  targetCode: { ...UnitCode, title: '检查对象', description: 'Target: the unit that is inspected' },
  targetName: Type.String({ title: '检查对象名称', description: 'Current name of the target' }),
  targetLevel: UnitLevel,
  taskId: nullable({
    ...Id,
    title: '检查任务',
    description: 'Task; visible only to the inspecting unit and the units above it'
  }),
  campaignId: nullable({
    ...Id,
    title: '专项督导',
    description: 'Campaign; visible only to the inspecting unit and the units above it'
  }),
  method: MethodWord,
  plannedOn,
  evaluator: nullable(ItsEvaluator),
  state: State,
  notifiedAt: nullable({
    ...Instant,
    title: '通知时间',
    description: 'Time at which the target was notified'
  }),
  startedAt: nullable({ ...Instant, title: '开始时间', description: 'Time at which the inspection began' }),
  completedAt: nullable({ ...Instant, title: '完成时间', description: 'Time at which the inspection ended' }),
  publishedAt: nullable({
    ...Instant,
    title: '公开时间',
    description: 'Time at which the results were published'
  }),
  cancelledAt: nullable({ ...Instant, title: '取消时间', description: 'Time of the cancellation' }),
  cancelReason: nullable(
    Type.String({
      title: '取消理由',
      description: 'Reason for the cancellation; visible only to the inspecting unit and the units above it'
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
      description: 'Areas inspected, each with its conclusion'
    })
  },
  { $id: 'InspectionItem', title: '检查（列表项）', description: 'Inspection in a list' }
)
export type InspectionItem = Static<typeof InspectionItem>

const Inspector = closed({
  id: Id,
  name: Type.String({ title: '姓名', description: 'Name of the inspector' }),
  unitCode: { ...UnitCode, title: '所在单位', description: 'Unit of the inspector' }
})

export const Inspection = closed(
  {
    ...shown,
    areas: Type.Array(OneArea, {
      title: '监管内容',
      description: 'Areas inspected, each with its results'
    }),
    team: nullable(
      Type.Array(Inspector, {
        title: '检查组',
        description:
          'Team. Null for the target until the inspection begins, for units that are neither the target ' +
          'nor above it, and for callers without the permission `staff:read`'
      })
    ),
    version: Type.Integer({ title: '版本', description: 'Version of the record, as in the ETag' })
  },
  { $id: 'Inspection', title: '检查', description: 'Inspection of a target, planned or carried out' }
)
export type Inspection = Static<typeof Inspection>

export const InspectionPage = {
  ...listOf(Type.Unsafe<InspectionItem>({ $ref: 'InspectionItem#' })),
  $id: 'InspectionPage'
}

export const inspectionQuery = closed({
  within,
  targetCode: Type.Optional({
    ...UnitCode,
    title: '检查对象',
    description: 'Target of the inspections listed'
  }),
  unitCode: Type.Optional({
    ...UnitCode,
    title: '检查单位',
    description: 'Inspecting unit of the inspections listed'
  }),
  method: Type.Optional(MethodWord),
  state: Type.Optional(State),
  from: Type.Optional({ ...LocalDate, title: '起', description: 'First planned date' }),
  to: Type.Optional({ ...LocalDate, title: '止', description: 'Last planned date' }),
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
