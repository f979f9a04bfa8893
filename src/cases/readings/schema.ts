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
  UnitCode
} from '../../platform/http/schema.ts'
import { codesOf } from '../vocabulary.ts'

const WayOfReading = oneOf(codesOf('reading-way'), {
  title: '查阅方式',
  description: 'One report opened, a page of a list, or a download'
})
export const Reading = closed(
  {
    id: Id,
    caseId: { ...Id, title: '信访件', description: 'The report that was read' },
    caseNumber: Type.String({ title: '信访件编号', description: 'Its number' }),
    unitCode: { ...UnitCode, title: '办理单位', description: 'Unit that handles it' },
    readerSub: Type.String({ title: '查阅人标识', description: 'Subject of the token' }),
    readerName: Type.String({ title: '查阅人', description: 'Name in the token' }),
    readerUnitCode: {
      ...UnitCode,
      pattern: OPERATOR_OR_CODE,
      title: '查阅人单位',
      description: 'Unit of the reader'
    },
    readAt: { ...Instant, title: '查阅时间', description: 'When it was read' },
    way: WayOfReading
  },
  {
    $id: 'ReportReading',
    title: '检举控告查阅记录',
    description: 'Somebody read the text of a report'
  }
)
export type Reading = Static<typeof Reading>

export const ReadingPage = {
  ...listOf(Type.Unsafe<Reading>({ $ref: 'ReportReading#' })),
  $id: 'ReportReadingPage'
}

export const readingQuery = closed({
  within,
  caseId: Type.Optional({ ...Id, title: '信访件', description: 'Readings of this report' }),
  reader: Type.Optional(
    Type.String({ minLength: 1, maxLength: 255, title: '查阅人标识', description: 'Readings by this person' })
  ),
  from: Type.Optional({ ...LocalDate, description: 'Read on that day or later' }),
  to: Type.Optional({ ...LocalDate, description: 'Read on that day or earlier' }),
  ...pageParameters
})
export type ReadingQuery = Static<typeof readingQuery>
