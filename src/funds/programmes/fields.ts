import { sql } from 'kysely'
import { Type } from 'typebox'
import { fieldsOf, from } from '../../platform/database/fields.ts'
import { Id, text, UnitCode, updatedAt } from '../../platform/http/schema.ts'
import { Disclosure } from '../../policy/index.ts'
import '../tables.ts'

/** A programme as bodies, queries and answers name it. */
export const ProgrammeCode = Type.String({
  pattern: '^[0-9A-Za-z-]{1,40}$',
  maxLength: 40,
  title: '救助项目',
  description: 'Code of the programme, or its identifier',
  examples: ['urban-low-income']
})

/** Shorter than any id, so that a code is never taken for one. */
export const Code = Type.String({
  pattern: '^[0-9a-z][0-9a-z-]{0,29}$',
  maxLength: 30,
  title: '项目代码',
  description: 'Code of the programme: lower-case letters, digits and hyphens',
  examples: ['urban-low-income']
})
export const Name = text(100, '项目名称', 'Official name')
/** Whether near relatives of staff who receive it are filed. */
export const LowIncome = Type.Boolean({
  title: '是否低保类项目',
  description:
    'Whether it is a low-income allowance, so that near relatives of staff who receive it are filed'
})
export { Disclosure }
export const Unit = {
  ...UnitCode,
  title: '所属省级单位',
  description: 'Code of the unit at the top that owns the programme'
}
export const Excludes = (item: typeof Code | typeof ProgrammeCode) =>
  Type.Array(item, {
    maxItems: 50,
    uniqueItems: true,
    title: '互斥项目',
    description:
      'Programmes that must not pay the same person in the same month; this holds in both directions'
  })

/** The fields of a programme. */
export const item = fieldsOf('fund_programme', {
  id: Id,
  unitCode: Unit,
  code: Code,
  name: Name,
  lowIncome: LowIncome,
  disclosure: Disclosure,
  excludes: from(
    Excludes(Code),
    sql<string[]>`array(
      select other.code from fund_exclusion join fund_programme as other on other.id = other_id
      where programme_id = fund_programme.id order by other.code)`
  ),
  updatedAt
})

/** The programme of another record, which joins it as `programme`. */
export const itsProgramme = {
  programme: from(ProgrammeCode, sql<string>`programme.code`),
  programmeName: from(
    Type.String({ title: '救助项目名称', description: 'Current name of the programme' }),
    sql<string>`programme.name`
  )
}
