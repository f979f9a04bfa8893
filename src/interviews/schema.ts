import { type Static, Type } from 'typebox'
import { Causes, CitedRecords } from '../causes/index.ts'
import { actions, closed, listOf, text } from '../platform/http/schema.ts'
import { type Commitment, CommitmentText, DueOn } from './commitments/schema.ts'
import { CalledFor, Caller, details, HeldAt, Interviewee, item, Minutes, Reason } from './fields.ts'
import { stepNames } from './rules.ts'

const Attendees = Type.Array(text(100, '参加人员', 'Name'), {
  minItems: 1,
  maxItems: 50,
  title: '参加人员',
  description: 'Who was there'
})

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

export const InterviewItem = closed(item.properties, {
  $id: 'InterviewItem',
  title: '约谈（列表项）',
  description: 'An interview as a list shows it'
})
export type InterviewItem = Static<typeof InterviewItem>

export const Interview = closed(
  {
    ...item.properties,
    ...details.properties,
    commitments: Type.Array(Type.Unsafe<Commitment>({ $ref: 'InterviewCommitment#' }), {
      title: '承诺',
      description: 'What the unit promised'
    }),
    causes: CitedRecords,
    actions: actions(stepNames)
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

export const schemas = [
  NewInterview,
  InterviewChange,
  Held,
  Cancellation,
  InterviewItem,
  Interview,
  InterviewPage
]
