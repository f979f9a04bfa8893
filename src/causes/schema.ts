import { type Static, Type } from 'typebox'
import { pageParameters } from '../platform/http/lists/paging.ts'
import { closed, Id, LocalDate, listOf, nullable, oneOf, UnitCode } from '../platform/http/schema.ts'
import { causeKinds } from './vocabulary.ts'

const Kind = oneOf(causeKinds, { title: '种类', description: 'Kind of record' })

export const Cause = closed(
  { kind: Kind, id: { ...Id, title: '记录标识', description: 'Identifier of the record' } },
  {
    $id: 'Cause',
    title: '事由',
    description: 'Record cited as a cause',
    examples: [{ kind: 'finding', id: '019cac0f-2680-7000-8000-000000000001' }]
  }
)
export type Cause = Static<typeof Cause>

/** What a record says of its causes when it is made. */
export const Causes = Type.Array(Type.Unsafe<Cause>({ $ref: 'Cause#' }), {
  maxItems: 100,
  title: '事由',
  description: 'Causes; each is a record that the caller may see'
})

export const CitedRecord = closed(
  {
    kind: Kind,
    id: Id,
    unitCode: { ...UnitCode, description: 'Unit that keeps the record' },
    on: { ...LocalDate, description: 'Date on which the record began' },
    state: nullable(
      Type.String({ title: '状态', description: 'Status of the record, as a code of its kind' })
    ),
    summary: Type.String({ title: '摘要', description: 'Summary, as its authors wrote it' })
  },
  { $id: 'CitedRecord', title: '相关记录', description: 'Record as other records cite it' }
)
export type CitedRecord = Static<typeof CitedRecord>

/** The causes of a record that the caller may see, as the record shows them. */
export const CitedRecords = Type.Array(Type.Unsafe<CitedRecord>({ $ref: 'CitedRecord#' }), {
  title: '事由',
  description: 'Causes that the caller may see'
})

export const Consequence = closed(
  {
    ...CitedRecord.properties,
    unitName: Type.String({ title: '单位名称', description: 'Current name of that unit' })
  },
  { $id: 'Consequence', title: '后续处理', description: 'Record that cites another one as its cause' }
)

export const CitedPage = {
  ...listOf(Type.Unsafe<Static<typeof Consequence>>({ $ref: 'Consequence#' })),
  $id: 'CitedRecordPage'
}

export const consequenceQuery = closed({ kind: Kind, id: Id, ...pageParameters })

export const schemas = [Cause, CitedRecord, Consequence, CitedPage]
