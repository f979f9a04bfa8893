import { sql } from 'kysely'
import { Type } from 'typebox'
import { isBelow } from '../platform/access/scope.ts'
import { fieldsOf, from } from '../platform/database/fields.ts'
import {
  Id,
  Instant,
  LocalDate,
  nullable,
  oneOf,
  person,
  UnitCode,
  updatedAt,
  Year
} from '../platform/http/schema.ts'
import type { Figures } from './figures/schema.ts'
import './tables.ts'
import { states } from './vocabulary.ts'

export const State = oneOf(states, { title: '报告状态', description: 'Status of the report' })
export const ReportUnit = {
  ...UnitCode,
  description: 'Unit of the report; the figures count it together with all units below it'
}
export const ReportYear = { ...Year, description: 'Year of the report' }

const at = (title: string, description: string) => nullable({ ...Instant, title, description })

/** The fields of a report in a list: all but its figures. */
export const item = fieldsOf('compliance_report', {
  id: Id,
  unitCode: ReportUnit,
  unitName: from(
    Type.String({ title: '单位名称', description: 'Current name of the unit' }),
    sql<string>`unit.name`
  ),
  year: ReportYear,
  asOf: {
    ...LocalDate,
    title: '履职情况截止日',
    description: 'Last day that counts: that of the year, or the last one that was over'
  },
  state: State,
  draftedAt: { ...Instant, title: '编制时间', description: 'Time at which the report was drafted' },
  draftedBy: person('编制人', 'Person who drafted the report'),
  publishedAt: at('发布时间', 'Time of the publication'),
  publishedBy: nullable(person('发布人', 'Person who published the report')),
  updatedAt: from(
    updatedAt,
    sql<string>`coalesce(compliance_report.updated_at, compliance_report.drafted_at)`
  )
})

/** The figures of one report, as its reader may see them. */
export const details = fieldsOf('compliance_report', {
  withdrawnAt: at('撤回时间', 'Time of the withdrawal'),
  withdrawnBy: nullable(person('撤回人', 'Person who withdrew the report')),
  withdrawReason: nullable(Type.String({ title: '撤回理由', description: 'Reason of the withdrawal' })),
  isFull: from(
    Type.Boolean({
      title: '是否完整',
      description:
        'Whether the figures are complete, for people of the unit and of the units above it. People of ' +
        'units below see them without reports, and without the inspections and plans of the unit'
    }),
    (viewer) => isBelow(viewer, 'compliance_report')
  ),
  figures: from(
    Type.Unsafe<Figures>({ $ref: 'ComplianceReportFigures#' }),
    (viewer) => sql<Figures>`case when ${isBelow(viewer, 'compliance_report')}
      then compliance_report.figures else compliance_report.open_figures end`
  )
})
