import { type Static, Type } from 'typebox'
import { pageParameters, within } from '../platform/http/lists/paging.ts'
import { closed, LocalDate, listOf, nullable, oneOf, UnitCode } from '../platform/http/schema.ts'
import { codesOf } from './vocabulary.ts'

const RetentionKind = oneOf(codesOf('retention-kind'), {
  title: '记录种类',
  description: 'Kind of record, or the part of it with personal data'
})
const RetentionState = oneOf(codesOf('retention-state'), {
  title: '状态',
  description: 'Status: due, or erased by the daily run'
})

export const RetentionItem = closed(
  {
    kind: RetentionKind,
    subjectId: Type.String({
      format: 'uuid',
      title: '记录标识',
      description: 'Identifier of the case, the disbursement or the accountability record'
    }),
    unitCode: UnitCode,
    unitName: Type.String({ title: '单位名称', description: 'Current name' }),
    dueOn: { ...LocalDate, title: '到期日期', description: 'Last day of the period' },
    years: Type.Integer({ title: '年数', description: 'Length of the period' }),
    clause: closed(
      {
        id: Type.String({ title: '条款编号', description: 'Identifier of the clause' }),
        text: Type.String({ title: '条文', description: 'Text of the clause' })
      },
      { title: '依据条款', description: 'Clause that ends the retention' }
    ),
    localDefault: Type.Boolean({
      title: '是否默认值',
      description: 'Whether the period is one that no statute sets'
    }),
    listedOn: { ...LocalDate, title: '列入日期', description: 'Date of listing' },
    state: RetentionState,
    erasedOn: nullable({
      ...LocalDate,
      title: '删除日期',
      description: 'Date of erasure; null if not erased'
    })
  },
  { $id: 'RetentionItem', title: '到期记录', description: 'Record whose retention period is over' }
)
export type RetentionItem = Static<typeof RetentionItem>

export const RetentionPage = {
  ...listOf(Type.Unsafe<RetentionItem>({ $ref: 'RetentionItem#' })),
  $id: 'RetentionPage'
}

export const retentionQuery = closed({
  within,
  kind: Type.Optional(RetentionKind),
  state: Type.Optional(RetentionState),
  ...pageParameters
})
export type RetentionQuery = Static<typeof retentionQuery>

export const schemas = [RetentionItem, RetentionPage]
