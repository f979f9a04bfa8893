import { sql } from 'kysely'
import { Type } from 'typebox'
import { defineList } from '../platform/http/lists/definition.ts'
import { equals, oneOrMore, updatedSince } from '../platform/http/lists/filters.ts'
import { within } from '../platform/http/lists/paging.ts'
import { item, ReportUnit, ReportYear, State } from './fields.ts'

/** Reports of a subtree, or of one unit; the newest first. */
export const complianceReports = defineList({
  fields: item,
  from: sql`compliance_report join unit on unit.code = compliance_report.unit_code`,
  orders: { '-draftedAt': ['id'] },
  filters: {
    year: equals('compliance_report.year', ReportYear),
    state: oneOrMore('compliance_report.state', State),
    updatedSince: updatedSince(item)
  },
  parameters: {
    within,
    unitCode: Type.Optional({
      ...ReportUnit,
      description: 'Unit of the reports listed; it may lie above the own unit'
    })
  }
})
