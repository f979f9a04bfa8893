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
  person,
  text,
  UnitCode,
  updatedAt
} from '../platform/http/schema.ts'
import { handedOverFrom, supervisingFrom } from '../units/index.ts'
import './tables.ts'
import { states } from './vocabulary.ts'

export const State = oneOf(states, { title: '状态', description: 'Status of the interview' })
export const Caller = {
  ...UnitCode,
  title: '约谈单位',
  description: 'Unit that calls the interview; a unit above the one interviewed'
}
export const Interviewee = {
  ...UnitCode,
  title: '被约谈单位',
  description: 'Unit whose principal is interviewed'
}
export const Reason = text(2000, '约谈事由', 'Reason for the interview')
export const CalledFor = {
  ...Moment,
  title: '拟约谈时间',
  description: 'Planned time of the interview: a day or an instant'
}
export const HeldAt = {
  ...Moment,
  title: '约谈时间',
  description: 'Actual time of the interview: a day or an instant'
}
export const Minutes = text(20_000, '约谈纪要', 'Minutes of the interview')
const Name = (title: string, unit: string) => Type.String({ title, description: `Current name of ${unit}` })

/** The fields of an interview in a list. */
export const item = fieldsOf('interview', {
  id: Id,
  number: Type.String({
    title: '编号',
    description: 'Number of the interview: code of the calling unit, year, serial number without gaps',
    examples: ['22-2026-000001']
  }),
  unitCode: Caller,
  unitName: from(Name('约谈单位名称', 'the calling unit'), sql<string>`caller.name`),
  intervieweeUnitCode: from(Interviewee, sql<string>`interview.target_code`),
  intervieweeUnitName: from(Name('被约谈单位名称', 'the unit interviewed'), sql<string>`interviewee.name`),
  reason: Reason,
  calledFor: Type.String({ title: '拟约谈时间', description: CalledFor.description }),
  calledAt: { ...Instant, title: '通知时间', description: 'Time at which the interview was called' },
  state: State,
  heldAt: nullable(Type.String({ title: '约谈时间', description: `${HeldAt.description}; null until held` })),
  nextDueOn: from(
    nullable({
      ...LocalDate,
      title: '最近承诺期限',
      description: 'Earliest due day of the commitments not yet fulfilled; null if there are none'
    }),
    sql<string | null>`nullif(interview.next_due_on, 'infinity')`,
    'interview.next_due_on'
  ),
  overdue: from(
    Type.Boolean({
      title: '是否有逾期承诺',
      description: 'Whether that day has passed while the interview is not closed'
    }),
    ({ today }) => isOverdue(today)
  ),
  handedOver: handedOverFrom('interview'),
  ...supervisingFrom({ table: 'interview', unit: 'caller', target: 'interviewee' }),
  updatedAt: from(updatedAt, sql<string>`coalesce(interview.updated_at, interview.called_at)`)
})

/** The further fields of one interview. */
export const details = fieldsOf('interview', {
  calledBy: person('通知人', 'Person who called the interview'),
  minutes: nullable(Minutes),
  attendees: from(
    Type.Array(Type.String({ title: '参加人员', description: 'Name of a person who attended' }), {
      title: '参加人员',
      description: 'Persons who attended; empty until the interview is held'
    }),
    sql<string[]>`coalesce(interview.attendees, '{}')`
  ),
  closedAt: nullable(Instant),
  closedBy: nullable(person('办结人', 'Person who closed the interview')),
  cancelledAt: nullable(Instant),
  cancelledBy: nullable(person('取消人', 'Person who cancelled the interview')),
  cancelReason: nullable(Type.String({ title: '取消理由', description: 'Reason for the cancellation' }))
})

export function isOverdue(today: string) {
  return sql<boolean>`(interview.state = 'held' and interview.next_due_on < ${today}::date)`
}
