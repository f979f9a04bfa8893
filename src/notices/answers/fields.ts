import { sql } from 'kysely'
import { type Static, Type } from 'typebox'
import { fieldsOf, from } from '../../platform/database/fields.ts'
import {
  closed,
  Id,
  LocalDate,
  nullable,
  oneOf,
  person,
  text,
  UnitCode,
  updatedAt
} from '../../platform/http/schema.ts'
import { actingFrom } from '../../units/index.ts'
import '../tables.ts'
import { answerStates } from '../vocabulary.ts'

export const State = oneOf(answerStates, { title: '答复状态', description: 'Status of the answer' })
export const Content = text(8000, '整改情况', 'Measures that the unit has taken')
export const Reason = text(
  2000,
  '退回理由',
  'Reason for sending the answer back, and the points that are missing'
)
export const Overdue = Type.Boolean({
  title: '是否逾期',
  description: 'Whether the last day has passed without an answer'
})
const Earlier = closed({
  text: Content,
  answeredOn: LocalDate,
  reason: Reason,
  sentBackOn: { ...LocalDate, title: '退回日期', description: 'Date on which the answer was sent back' }
})
export type Earlier = Static<typeof Earlier>

/** The columns of an addressed unit with its answer. */
export const item = fieldsOf('notice_addressee', {
  id: Id,
  noticeId: { ...Id, title: '通报', description: 'Notice that is answered' },
  unitCode: { ...UnitCode, title: '被通报单位', description: 'Unit that must answer' },
  unitName: from(
    Type.String({ title: '被通报单位名称', description: 'Current name of the addressed unit' }),
    sql<string>`unit.name`
  ),
  state: State,
  dueOn: { ...LocalDate, title: '答复期限', description: 'Last day for the answer' },
  overdue: from(Overdue, ({ today }) => isOverdue(today)),
  text: from(nullable(Content), sql<string | null>`notice_addressee.answer`),
  answeredOn: nullable({ ...LocalDate, title: '答复日期', description: 'Date of the answer' }),
  answeredBy: nullable(person('答复人', 'Person who answered')),
  acceptedOn: nullable({ ...LocalDate, title: '认可日期', description: 'Date of acceptance' }),
  acceptedBy: nullable(person('认可人', 'Person who accepted the answer')),
  earlier: Type.Array(Earlier, { title: '此前答复', description: 'Earlier answers, which were sent back' }),
  ...actingFrom(),
  updatedAt: from(updatedAt, sql<string>`notice_addressee.updated_at`)
})

/** No answer is late once the notice is withdrawn or closed. */
export function isOverdue(today: string) {
  return sql<boolean>`(notice_addressee.state = 'awaited' and notice.state = 'issued'
    and notice_addressee.due_on < ${today}::date)`
}
