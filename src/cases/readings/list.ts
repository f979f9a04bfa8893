import { sql } from 'kysely'
import { Type } from 'typebox'
import { disclosed, type Subtree } from '../../platform/access/scope.ts'
import { defineList } from '../../platform/http/lists/definition.ts'
import type { Scope } from '../../platform/http/lists/description.ts'
import { equals, type Filter, oneOrMore } from '../../platform/http/lists/filters.ts'
import { within } from '../../platform/http/lists/paging.ts'
import { inTrees } from '../../platform/http/lists/scopes.ts'
import { Id, LocalDate } from '../../platform/http/schema.ts'
import { item } from './fields.ts'

const from = sql`report_reading join petition_case on petition_case.id = report_reading.case_id`

/** The time of a reading compared with the beginning of a day. */
function readOn(operator: '>=' | '<', described: object): Filter<typeof LocalDate> {
  const end = operator === '<' ? sql` + 1` : sql``
  return {
    schema: { ...LocalDate, ...described },
    condition: (day) =>
      sql<boolean>`report_reading.read_at ${sql.raw(operator)} (${day}::date${end})::timestamptz`
  }
}

/** Who read the text of reports, the latest first. */
export const readings = defineList({
  fields: item,
  from,
  countedFrom: from,
  orders: { '-readAt': ['readAt', 'id'] },
  filters: {
    caseId: equals('report_reading.case_id', {
      ...Id,
      title: '信访件',
      description: 'Report whose readings are listed'
    }),
    reader: equals(
      'report_reading.sub',
      Type.String({
        minLength: 1,
        maxLength: 255,
        title: '查阅人标识',
        description: 'Reader (subject of their access token)'
      })
    ),
    way: oneOrMore('report_reading.way', item.properties.way),
    from: readOn('>=', { title: '起', description: 'First day of the readings listed' }),
    to: readOn('<', { title: '止', description: 'Last day of the readings listed' })
  },
  parameters: { within }
})

/**
 * The lines that the viewer may read: of reports handled below their unit, or at it if it is the unit at the
 * top. Lines of reports that are hidden from them are left out.
 */
export function ofReports(tree: Subtree): Scope {
  return inTrees(
    [tree],
    { table: 'petition_case', unit: 'unit_code' },
    (viewer) => sql<boolean>`(petition_case.unit_code <> ${viewer.unitCode}
      or petition_case.path = ${viewer.unitCode}) and ${disclosed(viewer, 'petition_case')}`
  )
}
