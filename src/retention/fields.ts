import { sql } from 'kysely'
import { Type } from 'typebox'
import { fieldsOf, from } from '../platform/database/fields.ts'
import { LocalDate, nullable, oneOf, UnitCode } from '../platform/http/schema.ts'
import './tables.ts'
import { codesOf } from './vocabulary.ts'

export const Kind = oneOf(codesOf('retention-kind'), {
  title: '记录种类',
  description: 'Kind of record, or the part of it with personal data'
})
export const State = oneOf(codesOf('retention-state'), {
  title: '状态',
  description: 'Status: due, or erased by the daily run'
})

/** A record in the list; the download has the identifier of its clause, JSON the text as well. */
export const item = fieldsOf('retention_item', {
  kind: Kind,
  subjectId: Type.String({
    format: 'uuid',
    title: '记录标识',
    description: 'Identifier of the case, disbursement, filer, filing or accountability record'
  }),
  unitCode: UnitCode,
  unitName: from(Type.String({ title: '单位名称', description: 'Current name' }), sql<string>`unit.name`),
  dueOn: { ...LocalDate, title: '到期日期', description: 'Last day of the period' },
  years: Type.Integer({ title: '年数', description: 'Length of the period' }),
  clauseId: Type.String({ title: '条款编号', description: 'Identifier of the clause' }),
  localDefault: Type.Boolean({
    title: '是否默认值',
    description: 'Whether the period is one that no statute sets'
  }),
  listedOn: { ...LocalDate, title: '列入日期', description: 'Date of listing' },
  state: from(
    State,
    sql<'due' | 'erased'>`case when retention_item.erased_on is null then 'due' else 'erased' end`
  ),
  erasedOn: nullable({
    ...LocalDate,
    title: '删除日期',
    description: 'Date of erasure; null if not erased'
  })
})
