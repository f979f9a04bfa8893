import { sql } from 'kysely'
import { Type } from 'typebox'
import { fieldsOf, from } from '../../../platform/database/fields.ts'
import { Id, nullable, oneOf, UnitCode } from '../../../platform/http/schema.ts'
import { exceptionTypes, reasons } from '../labels.ts'
import '../tables.ts'

export const ExceptionWord = oneOf(exceptionTypes, {
  'x-enum': 'RelativeExceptionType',
  title: '异常类型',
  description: 'Type of the exception'
})

const Reason = oneOf(reasons, {
  'x-enum': 'RelativeExceptionReason',
  title: '异常原因',
  description: 'Reason for a false or stale filing; null for other types'
})

const nameOf = (what: string, title: string) =>
  Type.String({ title, description: `Current name of the ${what}` })

export const exceptionFields = fieldsOf('relative_exception', {
  type: ExceptionWord,
  reason: nullable(Reason),
  unitCode: { ...UnitCode, title: '备案人单位', description: 'Code of the unit of the filer' },
  unitName: from(nameOf('unit', '单位名称'), sql<string>`unit.name`),
  filerId: nullable({
    ...Id,
    title: '备案人',
    description: 'Identifier of the filer; null for a unit without filings'
  }),
  filerName: from(
    nullable(Type.String({ title: '备案人姓名', description: 'Name of the filer, a public officer' })),
    sql<string | null>`filer.name`
  ),
  filingId: nullable({
    ...Id,
    title: '备案',
    description: 'Identifier of the filing; null where there is none'
  }),
  recipientNo: nullable(
    Type.String({ title: '救助对象编号', description: 'Number of the recipient in the programme' })
  ),
  villageCode: nullable({
    ...UnitCode,
    title: '村（社区）代码',
    description: 'Code of the village of the recipient'
  }),
  villageName: from(nullable(nameOf('village', '村（社区）名称')), sql<string | null>`village.name`),
  relation: nullable(
    Type.String({ title: '对象关系', description: 'Code of the relation of the recipient to the filer' })
  ),
  position: Type.Integer({ title: '序号', description: 'Place of the exception in its check' })
})
