import { type Static, Type } from 'typebox'
import { pageParameters, within } from '../../platform/http/lists/paging.ts'
import {
  closed,
  Id,
  Instant,
  LocalDate,
  listOf,
  OPERATOR_OR_CODE,
  oneOf,
  person,
  UnitCode
} from '../../platform/http/schema.ts'
import { codesOf } from '../vocabulary.ts'

const WayOfReading = oneOf(codesOf('reading-way'), {
  title: '查阅方式',
  description: 'Way of reading: a single report, a page of a list, or a download'
})
export const Reading = closed(
  {
    id: Id,
    caseId: { ...Id, title: '信访件', description: 'Report that was read' },
    caseNumber: Type.String({ title: '信访件编号', description: 'Number of the report' }),
    unitCode: { ...UnitCode, title: '办理单位', description: 'Unit that handles the report' },
    readerSub: person('查阅人标识', 'Reader'),
    readerName: Type.String({ title: '查阅人', description: 'Name of the reader, as in the access token' }),
    readerUnitCode: {
      ...UnitCode,
      pattern: OPERATOR_OR_CODE,
      title: '查阅人单位',
      description: 'Unit of the reader'
    },
    readAt: { ...Instant, title: '查阅时间', description: 'Time of the reading' },
    way: WayOfReading
  },
  {
    $id: 'ReportReading',
    title: '检举控告查阅记录',
    description: 'Record of a reading of the text of a report'
  }
)
export type Reading = Static<typeof Reading>

export const ReadingPage = {
  ...listOf(Type.Unsafe<Reading>({ $ref: 'ReportReading#' })),
  $id: 'ReportReadingPage'
}

export const readingQuery = closed({
  within,
  caseId: Type.Optional({ ...Id, title: '信访件', description: 'Report whose readings are listed' }),
  reader: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 255,
      title: '查阅人标识',
      description: 'Reader (subject of their access token)'
    })
  ),
  from: Type.Optional({ ...LocalDate, title: '起', description: 'First day of the readings listed' }),
  to: Type.Optional({ ...LocalDate, title: '止', description: 'Last day of the readings listed' }),
  ...pageParameters
})
export type ReadingQuery = Static<typeof readingQuery>
