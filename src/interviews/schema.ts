import { type Static, Type } from 'typebox'
import { Causes, CitedRecords } from '../causes/index.ts'
import { pageParameters, within } from '../platform/http/lists/paging.ts'
import {
  closed,
  Id,
  Instant,
  LocalDate,
  listOf,
  Moment,
  nullable,
  oneOf,
  text,
  UnitCode
} from '../platform/http/schema.ts'
import { acting, handedOver } from '../units/index.ts'
import { type Commitment, CommitmentText, DueOn } from './commitments/schema.ts'
import { states } from './vocabulary.ts'

const State = oneOf(states, { title: '状态', description: 'How far the interview is' })
const Caller = { ...UnitCode, title: '约谈单位', description: 'The unit that calls; it stands above' }
const Interviewee = { ...UnitCode, title: '被约谈单位', description: 'Whose principal is interviewed' }
const Reason = text(2000, '约谈事由', 'Why the principal is interviewed')
const CalledFor = { ...Moment, title: '拟约谈时间', description: 'When it is to be: a day, or an instant' }
const HeldAt = { ...Moment, title: '约谈时间', description: 'When it was: a day, or an instant' }
const Minutes = text(20_000, '约谈纪要', 'What was said')
const Attendees = Type.Array(text(100, '参加人员', 'Name'), {
  minItems: 1,
  maxItems: 50,
  title: '参加人员',
  description: 'Who was there'
})
const by = (title: string) => Type.String({ title, description: 'Subject of the token' })

export const NewInterview = closed(
  {
    unitCode: Caller,
    intervieweeUnitCode: Interviewee,
    reason: Reason,
    causes: Causes,
    calledFor: CalledFor
  },
  {
    $id: 'NewInterview',
    title: '约谈通知',
    description: 'Calls the principal of a unit below to an interview',
    examples: [
      {
        unitCode: '22',
        intervieweeUnitCode: '2201',
        reason: '社会救助资金发放连续两个月超期',
        causes: [],
        calledFor: '2026-12-10T09:00:00+08:00'
      }
    ]
  }
)
export type NewInterview = Static<typeof NewInterview>

export const InterviewChange = closed(
  { reason: Type.Optional(Reason), calledFor: Type.Optional(CalledFor) },
  { $id: 'InterviewChange', title: '变更约谈通知', description: 'Changes what is called', minProperties: 1 }
)
export type InterviewChange = Static<typeof InterviewChange>

export const Held = closed(
  {
    heldAt: HeldAt,
    minutes: Minutes,
    attendees: Attendees,
    commitments: Type.Array(
      closed(
        { text: CommitmentText, dueOn: DueOn },
        { title: '承诺', description: 'What is promised, and by when' }
      ),
      { maxItems: 50, title: '承诺', description: 'What the unit promises, each with its day' }
    )
  },
  {
    $id: 'InterviewHeld',
    title: '约谈纪要',
    description: 'What was said and promised',
    examples: [
      {
        heldAt: '2026-12-10',
        minutes: '指出资金发放超期问题，被约谈单位主要负责人作出整改承诺。',
        attendees: ['张三', '李四'],
        commitments: [{ text: '补发拖欠资金', dueOn: '2026-12-20' }]
      }
    ]
  }
)
export type Held = Static<typeof Held>

export const Cancellation = closed(
  { reason: text(1000, '取消理由', 'Why it does not take place') },
  { $id: 'InterviewCancellation', title: '取消约谈', description: 'Calls an interview off' }
)

const shown = {
  id: Id,
  number: Type.String({
    title: '编号',
    description: 'Calling unit, year, number without gaps',
    examples: ['22-2026-000001']
  }),
  unitCode: Caller,
  unitName: Type.String({ title: '约谈单位名称', description: 'Its name today' }),
  intervieweeUnitCode: Interviewee,
  intervieweeUnitName: Type.String({ title: '被约谈单位名称', description: 'Its name today' }),
  reason: Reason,
  calledFor: Type.String({ title: '拟约谈时间', description: 'When it is to be: a day, or an instant' }),
  calledAt: { ...Instant, title: '通知时间', description: 'When it was called' },
  state: State,
  heldAt: nullable(Type.String({ title: '约谈时间', description: 'When it was: a day, or an instant' })),
  nextDueOn: nullable({
    ...LocalDate,
    title: '最近承诺期限',
    description: 'The earliest day of a promise that is not fulfilled'
  }),
  overdue: Type.Boolean({
    title: '是否有逾期承诺',
    description: 'That day has passed, and the interview is not closed'
  }),
  ...acting,
  handedOver
}

export const InterviewItem = closed(shown, {
  $id: 'InterviewItem',
  title: '约谈（列表项）',
  description: 'An interview as a list shows it'
})
export type InterviewItem = Static<typeof InterviewItem>

export const Interview = closed(
  {
    ...shown,
    calledBy: by('通知人'),
    minutes: nullable(Minutes),
    attendees: Type.Array(Type.String({ title: '参加人员', description: 'Name' }), {
      title: '参加人员',
      description: 'Who was there'
    }),
    commitments: Type.Array(Type.Unsafe<Commitment>({ $ref: 'InterviewCommitment#' }), {
      title: '承诺',
      description: 'What the unit promised'
    }),
    causes: CitedRecords,
    closedAt: nullable(Instant),
    closedBy: nullable(by('办结人')),
    cancelledAt: nullable(Instant),
    cancelledBy: nullable(by('取消人')),
    cancelReason: nullable(Type.String({ title: '取消理由', description: 'Why it does not take place' }))
  },
  {
    $id: 'Interview',
    title: '约谈',
    description: 'A formal talk with the principal of a unit, and what came of it'
  }
)
export type Interview = Static<typeof Interview>

export const InterviewPage = {
  ...listOf(Type.Unsafe<InterviewItem>({ $ref: 'InterviewItem#' })),
  $id: 'InterviewPage'
}

export const interviewQuery = closed({
  within,
  unitCode: Type.Optional({ ...UnitCode, description: 'Interviews that this unit called' }),
  intervieweeUnitCode: Type.Optional({ ...UnitCode, description: 'Interviews with this unit' }),
  state: Type.Optional(State),
  overdue: Type.Optional(shown.overdue),
  ...pageParameters
})
export type InterviewQuery = Static<typeof interviewQuery>

export const schemas = [
  NewInterview,
  InterviewChange,
  Held,
  Cancellation,
  InterviewItem,
  Interview,
  InterviewPage
]
