import { type Static, Type } from 'typebox'
import { pageParameters } from '../platform/http/lists/paging.ts'
import { closed, Id, LocalDate, listOf, nullable, oneOf, UnitCode } from '../platform/http/schema.ts'
import { causeKinds } from './vocabulary.ts'

const Kind = oneOf(causeKinds, { title: '种类', description: 'The kind of record' })

export const Cause = closed(
  { kind: Kind, id: { ...Id, title: '记录标识', description: 'The record' } },
  {
    $id: 'Cause',
    title: '事由',
    description: 'A record on which another one rests',
    examples: [{ kind: 'finding', id: '019cac0f-2680-7000-8000-000000000001' }]
  }
)
export type Cause = Static<typeof Cause>

/** What a record says of its causes when it is made. */
export const Causes = Type.Array(Type.Unsafe<Cause>({ $ref: 'Cause#' }), {
  maxItems: 100,
  title: '事由',
  description: 'What it rests on; each must be a record that the caller may see'
})

export const CitedRecord = closed(
  {
    kind: Kind,
    id: Id,
    unitCode: { ...UnitCode, description: 'The unit that keeps the record' },
    on: { ...LocalDate, description: 'The day it began' },
    state: nullable(
      Type.String({ title: '状态', description: 'The state of its handling, in the words of its kind' })
    ),
    summary: Type.String({ title: '摘要', description: 'In few words, as its authors wrote it' })
  },
  { $id: 'CitedRecord', title: '相关记录', description: 'A record as others name it' }
)
export type CitedRecord = Static<typeof CitedRecord>

/** The causes of a record that the caller may see, as the record shows them. */
export const CitedRecords = Type.Array(Type.Unsafe<CitedRecord>({ $ref: 'CitedRecord#' }), {
  title: '事由',
  description: 'What it rests on, of what the caller may see'
})

export const CitedPage = {
  ...listOf(Type.Unsafe<CitedRecord>({ $ref: 'CitedRecord#' })),
  $id: 'CitedRecordPage'
}

export const consequenceQuery = closed({ kind: Kind, id: Id, ...pageParameters })
export type ConsequenceQuery = Static<typeof consequenceQuery>
