import { type Static, Type } from 'typebox'
import { actions, closed, listOf, text } from '../platform/http/schema.ts'
import { details, item, ReportUnit, ReportYear } from './fields.ts'
import { figureSchemas } from './figures/schema.ts'
import { stepNames } from './rules.ts'

export const ComplianceReportItem = closed(item.properties, {
  $id: 'ComplianceReportItem',
  title: '监管责任落实情况报告（列表项）',
  description: 'Report in a list, without its figures'
})
export type ComplianceReportItem = Static<typeof ComplianceReportItem>

export const ComplianceReportPage = {
  ...listOf(Type.Unsafe<ComplianceReportItem>({ $ref: 'ComplianceReportItem#' })),
  $id: 'ComplianceReportPage'
}

export const ComplianceReport = closed(
  { ...item.properties, ...details.properties, actions: actions(stepNames) },
  {
    $id: 'ComplianceReport',
    title: '监管责任落实情况报告',
    description: 'Yearly report of a unit. After publication its figures no longer change'
  }
)
export type ComplianceReport = Static<typeof ComplianceReport>

export const NewComplianceReport = closed(
  { unitCode: ReportUnit, year: ReportYear },
  {
    $id: 'NewComplianceReport',
    title: '新报告',
    description: 'New report: unit and year',
    examples: [{ unitCode: '220202', year: 2025 }]
  }
)
export type NewComplianceReport = Static<typeof NewComplianceReport>

export const ComplianceReportWithdrawal = closed(
  { reason: text(1000, '撤回理由', 'Reason of the withdrawal') },
  {
    $id: 'ComplianceReportWithdrawal',
    title: '撤回报告',
    description: 'Withdrawal of a report; the reason must name nobody',
    examples: [{ reason: '发放明细有误，重新上传后另行编制。' }]
  }
)

export const schemas = [
  ...figureSchemas,
  ComplianceReportItem,
  ComplianceReportPage,
  ComplianceReport,
  NewComplianceReport,
  ComplianceReportWithdrawal
]
