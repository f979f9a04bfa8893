import { sql } from 'kysely'
import { Type } from 'typebox'
import { fieldsOf, from } from '../platform/database/fields.ts'
import { containing } from '../platform/http/lists/search.ts'
import {
  Id,
  Instant,
  LocalDate,
  nullable,
  oneOf,
  person,
  text,
  UnitCode,
  updatedAt
} from '../platform/http/schema.ts'
import { actingFrom } from '../units/index.ts'
import './tables.ts'
import { states } from './vocabulary.ts'

export const State = oneOf(states, { title: '通报状态', description: 'Status of the notice' })
export const Title = text(200, '标题', 'Title of the notice')
export const Content = text(
  20_000,
  '通报内容',
  'Text: what the units are criticised for, and what they are asked to do'
)
export const AnswerBy = {
  ...LocalDate,
  title: '答复期限',
  description: 'Last day for the answers, moved to a working day; if omitted, the term of the policy applies'
}
const day = (title: string, description: string) => nullable({ ...LocalDate, title, description })

/** The columns of a notice in a list. */
export const item = fieldsOf('notice', {
  id: Id,
  number: nullable(
    Type.String({
      title: '文号',
      description:
        'Document number: code of the issuing unit, year, serial number without gaps; null until issued',
      examples: ['2201-2026-000001']
    })
  ),
  unitCode: { ...UnitCode, title: '下发单位', description: 'Unit that issues the notice' },
  unitName: from(
    Type.String({ title: '下发单位名称', description: 'Current name of the issuing unit' }),
    sql<string>`unit.name`
  ),
  state: State,
  title: Title,
  addresseeCount: nullable(
    Type.Integer({ title: '被通报单位数', description: 'Number of units addressed; null until issued' })
  ),
  answerBy: nullable(AnswerBy),
  createdAt: Instant,
  issuedOn: day('下发日期', 'Date of issue; null until issued'),
  closedOn: day('办结日期', 'Date of closing; null until closed'),
  withdrawnOn: day('撤回日期', 'Date of withdrawal; null if not withdrawn'),
  ...actingFrom(),
  // Changes of the answers do not count: an addressed unit must not learn when another one answered.
  updatedAt: from(
    { ...updatedAt, description: 'Last change of the notice itself; each answer has its own' },
    sql<string>`coalesce(notice.updated_at, notice.created_at)`
  )
})

/** The further columns of a single notice. */
export const details = fieldsOf('notice', {
  text: Content,
  createdBy: person('拟稿人', 'Person who drafted the notice'),
  issuedBy: nullable(person('签发人', 'Person who issued the notice')),
  closedBy: nullable(person('办结人', 'Person who closed the notice')),
  withdrawnBy: nullable(person('撤回人', 'Person who withdrew the notice')),
  withdrawReason: nullable(Type.String({ title: '撤回理由', description: 'Reason for the withdrawal' }))
})

/** Both texts are visible to all callers who see the notice. */
export const search = containing(sql<string>`(notice.title || ' ' || notice.text)`, {
  description: 'Words in the title or in the text'
})
