import { type Static, Type } from 'typebox'
import { actions, closed, listOf, text, UnitCode } from '../platform/http/schema.ts'
import * as fields from './fields.ts'
import * as items from './progress/item-fields.ts'
import { stepNames } from './rules.ts'

export const NewItem = closed(
  {
    no: items.ItemNo,
    text: items.ItemText,
    measure: Type.Optional(items.Measure),
    dueOn: items.DueOn,
    milestones: Type.Optional(items.Milestones),
    supervision: Type.Optional(items.Supervision),
    department: Type.Optional(items.Department),
    steps: Type.Optional(items.Steps),
    parentItem: Type.Optional(items.ParentItem)
  },
  { title: '任务事项', description: 'Item of a deployment' }
)
export type NewItem = Static<typeof NewItem>

const itemList = (description: string) =>
  Type.Array(NewItem, { minItems: 1, maxItems: 100, title: '任务事项', description })

const example = {
  no: 1,
  text: '完成低保对象年度复核。',
  measure: { name: '年度复核', unit: '%', target: 100 },
  dueOn: '2026-06-30',
  milestones: [{ dueOn: '2026-04-30', target: 50 }],
  supervision: '按月调度、实地核查',
  department: '社会救助处',
  steps: '4月底前完成一半，6月底前全部完成。'
}

export const NewDeployment = closed(
  {
    unitCode: { ...UnitCode, title: '部署单位', description: 'Unit that issues the deployment' },
    title: fields.Title,
    documentNo: Type.Optional(fields.DocumentNo),
    issuedOn: fields.IssuedOn,
    addressees: fields.Addressees,
    items: itemList('Items, each with a number of its own')
  },
  {
    $id: 'NewDeployment',
    title: '拟制部署任务',
    description: 'New deployment: what units below are to do, and until when',
    examples: [
      {
        unitCode: '22',
        title: '2026年社会救助重点工作任务',
        documentNo: '吉民发〔2026〕8号',
        issuedOn: '2026-03-01',
        addressees: { withinCode: '22', level: 'city' },
        items: [example]
      }
    ]
  }
)
export type NewDeployment = Static<typeof NewDeployment>

export const DeploymentAmendment = closed(
  {
    reason: text(1000, '变更理由', 'Reason of the amendment'),
    items: itemList('Items in their new wording; an item with a new number is added')
  },
  {
    $id: 'DeploymentAmendment',
    title: '变更任务事项',
    description: 'Amendment of the items of a deployment that was issued',
    examples: [{ reason: '复核范围扩大。', items: [{ ...example, dueOn: '2026-09-30' }] }]
  }
)
export type DeploymentAmendment = Static<typeof DeploymentAmendment>

export const DeploymentSummary = closed(fields.item.properties, {
  $id: 'DeploymentSummary',
  title: '部署任务（列表项）',
  description: 'Deployment in a list'
})
export type DeploymentSummary = Static<typeof DeploymentSummary>

export const Deployment = closed(
  { ...fields.item.properties, ...fields.details.properties, actions: actions(stepNames) },
  {
    $id: 'Deployment',
    title: '部署任务',
    description: 'Work that a unit deploys to units below it, with its items'
  }
)
export type Deployment = Static<typeof Deployment>

export const DeploymentPage = {
  ...listOf(Type.Unsafe<DeploymentSummary>({ $ref: 'DeploymentSummary#' })),
  $id: 'DeploymentPage'
}

export const schemas = [NewDeployment, DeploymentAmendment, DeploymentSummary, Deployment, DeploymentPage]
