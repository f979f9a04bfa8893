import { sql } from 'kysely'
import { type Static, Type } from 'typebox'
import { fieldsOf, from } from '../../platform/database/fields.ts'
import {
  closed,
  Id,
  Instant,
  LocalDate,
  nullable,
  oneOf,
  person,
  text,
  UnitCode,
  updatedAt,
  Year
} from '../../platform/http/schema.ts'
import { actingFrom } from '../../units/index.ts'
import { filerKinds } from '../vocabulary.ts'
import '../tables.ts'

export const Kind = oneOf(filerKinds, { title: '人员类别', description: 'Kind of filer' })
/** The longest texts of an entry. */
export const MOST = { name: 100, post: 200 }
export const Name = text(MOST.name, '姓名', 'Name of the filer, a public officer or a committee member')
export const Post = text(MOST.post, '职务', 'Post at the unit')
/** It goes in only: a keyed hash and the last four characters are kept. */
export const IdNumber = Type.String({
  pattern: '^[0-9]{17}[0-9X]$',
  maxLength: 18,
  title: '身份证号码',
  description: 'Identity number; a keyed hash and the last four characters are kept, the number is not'
})
export const IdNumberEnd = Type.String({
  title: '证件后四位',
  description: 'Last four characters of the identity number'
})
export const Since = { ...LocalDate, title: '任职日期', description: 'First day in the post' }
export const Until = { ...LocalDate, title: '离任日期', description: 'First day out of the post' }
export const Reason = text(500, '离任原因', 'Reason of the departure, without names of other people')
export const InPost = Type.Boolean({
  title: '是否在任',
  description: 'Whether the filer is in the post today'
})

const MOST_RELATIVES = 200
export const Declaration = closed(
  {
    year: Year,
    declaredOn: { ...LocalDate, title: '申报日期', description: 'Day of the declaration' },
    relatives: Type.Integer({
      minimum: 0,
      maximum: MOST_RELATIVES,
      title: '近亲属人数',
      description: 'Number of relatives who receive an allowance; 0 is a nil return'
    })
  },
  { title: '年度申报', description: 'Declaration that the list of filings is complete' }
)
export type Declaration = Static<typeof Declaration>

export const item = fieldsOf('filer', {
  id: Id,
  unitCode: { ...UnitCode, title: '单位', description: 'Unit at which the filer works' },
  unitName: from(
    Type.String({ title: '单位名称', description: 'Current name of the unit' }),
    sql<string>`unit.name`
  ),
  ...actingFrom(),
  name: Name,
  kind: Kind,
  post: Post,
  idNumberEnd: from(IdNumberEnd, sql<string>`filer.identity_end`),
  since: Since,
  until: from(nullable(Until), sql<string | null>`nullif(filer.until, 'infinity')`),
  leaveReason: nullable(Reason),
  declarations: from(
    Type.Array(Declaration, { title: '年度申报', description: 'Declarations, the latest year first' }),
    sql<Declaration[]>`(
      select coalesce(jsonb_agg(jsonb_build_object(
        'year', year, 'declaredOn', declared_on, 'relatives', relatives) order by year desc), '[]')
      from filer_declaration where filer_id = filer.id)`
  ),
  registeredAt: { ...Instant, title: '登记时间', description: 'Time of the entry' },
  version: Type.Integer({ title: '版本', description: 'Version of the record, for If-Match' }),
  updatedAt: from(updatedAt, sql<string>`coalesce(filer.updated_at, filer.registered_at)`)
})

export const details = fieldsOf('filer', {
  registeredBy: person('登记人', 'Person who made the entry'),
  leftAt: nullable({
    ...Instant,
    title: '登记离任时间',
    description: 'Time at which the departure was entered'
  }),
  leftBy: nullable(person('登记离任人', 'Person who entered the departure'))
})
