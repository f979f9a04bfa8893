import { sql } from 'kysely'
import { Type } from 'typebox'
import { fieldsOf, from } from '../platform/database/fields.ts'
import {
  Id,
  Instant,
  LocalDate,
  Moment,
  nullable,
  oneOf,
  text,
  UnitCode,
  updatedAt
} from '../platform/http/schema.ts'
import { handedOverFrom, supervisingFrom } from '../units/index.ts'
import './tables.ts'
import { states } from './vocabulary.ts'

export const State = oneOf(states, { title: '状态', description: 'How far the interview is' })
export const Caller = { ...UnitCode, title: '约谈单位', description: 'The unit that calls; it stands above' }
export const Interviewee = {
  ...UnitCode,
  title: '被约谈单位',
  description: 'Whose principal is interviewed'
}
export const Reason = text(2000, '约谈事由', 'Why the principal is interviewed')
export const CalledFor = {
  ...Moment,
  title: '拟约谈时间',
  description: 'When it is to be: a day, or an instant'
}
export const HeldAt = { ...Moment, title: '约谈时间', description: 'When it was: a day, or an instant' }
export const Minutes = text(20_000, '约谈纪要', 'What was said')
const Name = (title: string) => Type.String({ title, description: 'Its name today' })
const by = (title: string) => Type.String({ title, description: 'Subject of the token' })

/** What a list shows of an interview. */
export const item = fieldsOf('interview', {
  id: Id,
  number: Type.String({
    title: '编号',
    description: 'Calling unit, year, number without gaps',
    examples: ['22-2026-000001']
  }),
  unitCode: Caller,
  unitName: from(Name('约谈单位名称'), sql<string>`caller.name`),
  intervieweeUnitCode: from(Interviewee, sql<string>`interview.target_code`),
  intervieweeUnitName: from(Name('被约谈单位名称'), sql<string>`interviewee.name`),
  reason: Reason,
  calledFor: Type.String({ title: '拟约谈时间', description: 'When it is to be: a day, or an instant' }),
  calledAt: { ...Instant, title: '通知时间', description: 'When it was called' },
  state: State,
  heldAt: nullable(Type.String({ title: '约谈时间', description: 'When it was: a day, or an instant' })),
  nextDueOn: from(
    nullable({
      ...LocalDate,
      title: '最近承诺期限',
      description: 'The earliest day of a promise that is not fulfilled'
    }),
    sql<string | null>`nullif(interview.next_due_on, 'infinity')`,
    'interview.next_due_on'
  ),
  overdue: from(
    Type.Boolean({
      title: '是否有逾期承诺',
      description: 'That day has passed, and the interview is not closed'
    }),
    ({ today }) => isOverdue(today)
  ),
  handedOver: handedOverFrom('interview'),
  ...supervisingFrom({ table: 'interview', unit: 'caller', target: 'interviewee' }),
  updatedAt: from(updatedAt, sql<string>`coalesce(interview.updated_at, interview.called_at)`)
})

/** What one interview has besides. */
export const details = fieldsOf('interview', {
  calledBy: by('通知人'),
  minutes: nullable(Minutes),
  attendees: from(
    Type.Array(Type.String({ title: '参加人员', description: 'Name' }), {
      title: '参加人员',
      description: 'Who was there'
    }),
    sql<string[]>`coalesce(interview.attendees, '{}')`
  ),
  closedAt: nullable(Instant),
  closedBy: nullable(by('办结人')),
  cancelledAt: nullable(Instant),
  cancelledBy: nullable(by('取消人')),
  cancelReason: nullable(Type.String({ title: '取消理由', description: 'Why it does not take place' }))
})

export function isOverdue(today: string) {
  return sql<boolean>`(interview.state = 'held' and interview.next_due_on < ${today}::date)`
}
