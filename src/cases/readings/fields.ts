import { sql } from 'kysely'
import { Type } from 'typebox'
import { fieldsOf, from } from '../../platform/database/fields.ts'
import { Id, Instant, OPERATOR_OR_CODE, oneOf, person, UnitCode } from '../../platform/http/schema.ts'
import '../tables.ts'
import { codesOf } from '../vocabulary.ts'

/** A reading of a report, with the report (`petition_case`) joined. */
export const item = fieldsOf('report_reading', {
  id: Id,
  caseId: { ...Id, title: '信访件', description: 'Report that was read' },
  caseNumber: from(
    Type.String({ title: '信访件编号', description: 'Number of the report' }),
    sql<string>`petition_case.number`
  ),
  unitCode: from(
    { ...UnitCode, title: '办理单位', description: 'Unit that handles the report' },
    sql<string>`petition_case.unit_code`
  ),
  readerSub: from(person('查阅人标识', 'Reader'), sql<string>`report_reading.sub`),
  readerName: from(
    Type.String({ title: '查阅人', description: 'Name of the reader, as in the access token' }),
    sql<string>`report_reading.name`
  ),
  readerUnitCode: from(
    { ...UnitCode, pattern: OPERATOR_OR_CODE, title: '查阅人单位', description: 'Unit of the reader' },
    sql<string>`report_reading.unit_code`
  ),
  readAt: { ...Instant, title: '查阅时间', description: 'Time of the reading' },
  way: oneOf(codesOf('reading-way'), {
    title: '查阅方式',
    description: 'Way of reading: a single report, a page of a list, or a download'
  })
})
