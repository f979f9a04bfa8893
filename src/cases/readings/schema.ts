import { type Static, Type } from 'typebox'
import { closed, listOf } from '../../platform/http/schema.ts'
import { item } from './fields.ts'

export const Reading = closed(item.properties, {
  $id: 'ReportReading',
  title: '检举控告查阅记录',
  description: 'Record of a reading of the text of a report'
})
export type Reading = Static<typeof Reading>

export const ReadingPage = {
  ...listOf(Type.Unsafe<Reading>({ $ref: 'ReportReading#' })),
  $id: 'ReportReadingPage'
}
