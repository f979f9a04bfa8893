import { sql } from 'kysely'
import { defineList } from '../../platform/http/lists/definition.ts'
import { equals, oneOrMore, updatedSince } from '../../platform/http/lists/filters.ts'
import { UnitCode } from '../../platform/http/schema.ts'
import { ItemNo } from '../progress/item-fields.ts'
import { ReportState, Review, report } from './fields.ts'

const tables = sql`deployment_report join deployment on deployment.id = deployment_report.deployment_id`

/** The reports on a deployment, the latest first: identifiers increase with time. */
export const reports = defineList({
  fields: report,
  from: sql`${tables} join unit on unit.code = deployment_report.unit_code`,
  countedFrom: tables,
  orders: { '-reportedOn': ['id'], updatedAt: ['updatedAt', 'id'] },
  filters: {
    unitCode: equals('deployment_report.unit_code', { ...UnitCode, description: 'Unit that reports' }),
    itemNo: equals('deployment_report.item_no', ItemNo),
    state: oneOrMore('deployment_report.state', ReportState),
    review: oneOrMore('deployment_report.review', Review),
    updatedSince: updatedSince(report)
  },
  parameters: {}
})
