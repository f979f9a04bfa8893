import { type Static, Type } from 'typebox'
import { MethodWord } from '../plans/index.ts'
import { actions, closed, Id, listOf, nullable, UnitCode } from '../platform/http/schema.ts'
import { AreaWord } from '../policy/index.ts'
import { AreaResults } from './areas/schema.ts'
import { Evaluator, ItsEvaluator, item, PlannedOn, single } from './fields.ts'
import { stepNames } from './rules.ts'
import { Cancellation, Completion, Start } from './steps/schema.ts'

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
    plannedOn: PlannedOn,
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
    plannedOn: Type.Optional(PlannedOn),
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

export const InspectionItem = closed(item.properties, {
  $id: 'InspectionItem',
  title: '检查（列表项）',
  description: 'Inspection in a list'
})
export type InspectionItem = Static<typeof InspectionItem>

const Inspector = closed({
  id: Id,
  name: Type.String({ title: '姓名', description: 'Name of the inspector' }),
  unitCode: { ...UnitCode, title: '所在单位', description: 'Unit of the inspector' }
})

export const Inspection = closed(
  {
    ...single.properties,
    team: nullable(
      Type.Array(Inspector, {
        title: '检查组',
        description:
          'Team. Null for the target until the inspection begins, for units that are neither the target ' +
          'nor above it, and for callers without the permission `staff:read`'
      })
    ),
    actions: actions(stepNames)
  },
  { $id: 'Inspection', title: '检查', description: 'Inspection of a target, planned or carried out' }
)
export type Inspection = Static<typeof Inspection>

export const InspectionPage = {
  ...listOf(Type.Unsafe<InspectionItem>({ $ref: 'InspectionItem#' })),
  $id: 'InspectionPage'
}

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
