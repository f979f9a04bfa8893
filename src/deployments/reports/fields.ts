import { sql } from 'kysely'
import { Type } from 'typebox'
import { fieldsOf, from } from '../../platform/database/fields.ts'
import {
  Id,
  Instant,
  LocalDate,
  nullable,
  oneOf,
  person,
  text,
  UnitCode
} from '../../platform/http/schema.ts'
import { actingFrom } from '../../units/index.ts'
import { ItemNo } from '../progress/item-fields.ts'
import '../tables.ts'
import { reportStates, reviews } from '../vocabulary.ts'

export const ReportState = oneOf(reportStates, {
  title: '报告情况',
  description: 'Status of the item, as the unit reports it'
})
export const Review = oneOf(reviews, {
  'x-enum': 'DeploymentReview',
  title: '上级意见',
  description: 'Review by the issuing unit'
})
export const Value = Type.Number({
  minimum: 0,
  maximum: 1e12,
  title: '完成值',
  description: 'Value of the measure that was reached'
})
export const Measures = text(4000, '采取的措施', 'Measures that the unit took')
export const Result = text(4000, '进展', 'Progress in words')
export const Problems = text(4000, '存在问题', 'Problems that remain')
export const NextSteps = text(4000, '下步措施', 'Next measures')
export const Responsible = text(200, '责任人', 'Person responsible, by name and post')
export const StudiedOn = {
  ...LocalDate,
  title: '研究部署日期',
  description: 'Day on which the unit studied the document'
}
export const ReturnReason = text(1000, '退回理由', 'Reason of the return, and missing content')

/** A report. All of it is shown in lists, too: people compare reports with each other. */
export const report = fieldsOf('deployment_report', {
  id: Id,
  deploymentId: { ...Id, title: '部署任务', description: 'Deployment on which it reports' },
  itemNo: ItemNo,
  unitCode: { ...UnitCode, title: '责任单位', description: 'Unit that reports' },
  unitName: from(
    Type.String({ title: '责任单位名称', description: 'Current name of that unit' }),
    sql<string>`unit.name`
  ),
  ...actingFrom(),
  number: Type.Integer({ title: '报告次序', description: 'Counts the reports of the unit on the item' }),
  state: ReportState,
  value: nullable(Value),
  measures: Measures,
  result: nullable(Result),
  problems: nullable(Problems),
  nextSteps: nullable(NextSteps),
  responsible: nullable(Responsible),
  studiedOn: nullable(StudiedOn),
  reportedOn: { ...LocalDate, title: '报告日期', description: 'Day of the report' },
  reportedBy: person('报告人', 'Person who reported'),
  review: Review,
  reviewedOn: nullable({ ...LocalDate, title: '审核日期', description: 'Day of the review' }),
  returnReason: nullable(ReturnReason),
  updatedAt: from(
    { ...Instant, title: '更新时间', description: 'Last change of the report' },
    sql<string>`coalesce(deployment_report.updated_at, deployment_report.reported_at)`
  )
})
