import { type Static, Type } from 'typebox'
import { actions, closed, Id, listOf, UnitCode } from '../../platform/http/schema.ts'
import { ItemNo } from '../progress/item-fields.ts'
import * as fields from './fields.ts'
import { stepNames } from './rules.ts'

export const NewDeploymentReport = closed(
  {
    unitCode: Type.Optional({
      ...UnitCode,
      title: '责任单位',
      description: 'Addressed unit, by default that of the caller; another one where the caller acts for it'
    }),
    itemNo: ItemNo,
    state: fields.ReportState,
    value: Type.Optional(fields.Value),
    over: Type.Optional(
      Type.Boolean({ title: '超额完成', description: 'Whether the value may exceed the target' })
    ),
    measures: fields.Measures,
    result: Type.Optional(fields.Result),
    problems: Type.Optional(fields.Problems),
    nextSteps: Type.Optional(fields.NextSteps),
    responsible: Type.Optional(fields.Responsible),
    studiedOn: Type.Optional(fields.StudiedOn),
    attachmentIds: Type.Optional(
      Type.Array(
        { ...Id, title: '附件', description: 'File that the caller uploaded' },
        { maxItems: 20, uniqueItems: true, title: '佐证材料', description: 'Files as evidence of the report' }
      )
    )
  },
  {
    $id: 'NewDeploymentReport',
    title: '报告任务进展',
    description: 'New report of an addressed unit on an item',
    examples: [
      {
        itemNo: 1,
        state: 'under-way',
        value: 92,
        measures: '逐户入户复核，疑似对象由乡镇二次核查。',
        result: '已复核92%。',
        responsible: '张某，救助科科长',
        studiedOn: '2026-03-02'
      }
    ]
  }
)
export type NewDeploymentReport = Static<typeof NewDeploymentReport>

export const DeploymentReportReturn = closed(
  { reason: fields.ReturnReason },
  { $id: 'DeploymentReportReturn', title: '退回进展报告', description: 'Return of a report' }
)

export const DeploymentReportItem = closed(fields.report.properties, {
  $id: 'DeploymentReportItem',
  title: '进展报告（列表项）',
  description: 'Report on an item in a list'
})
export type DeploymentReportItem = Static<typeof DeploymentReportItem>

export const DeploymentReport = closed(
  { ...fields.report.properties, actions: actions(stepNames) },
  {
    $id: 'DeploymentReport',
    title: '进展报告',
    description: 'Report of an addressed unit on an item of a deployment'
  }
)
export type DeploymentReport = Static<typeof DeploymentReport>

export const DeploymentReportPage = {
  ...listOf(Type.Unsafe<DeploymentReportItem>({ $ref: 'DeploymentReportItem#' })),
  $id: 'DeploymentReportPage'
}

export const schemas = [
  NewDeploymentReport,
  DeploymentReportReturn,
  DeploymentReportItem,
  DeploymentReport,
  DeploymentReportPage
]
