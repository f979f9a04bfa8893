import { type Static, Type } from 'typebox'
import { Causes, CitedRecords } from '../causes/index.ts'
import { actions, closed, listOf, text } from '../platform/http/schema.ts'
import { type Commitment, CommitmentText, DueOn } from './commitments/schema.ts'
import { CalledFor, Caller, details, HeldAt, Interviewee, item, Minutes, Reason } from './fields.ts'
import { stepNames } from './rules.ts'

const Attendees = Type.Array(text(100, '参加人员', 'Name of a person who attended'), {
  minItems: 1,
  maxItems: 50,
  title: '参加人员',
  description: 'Persons who attended'
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
    description: 'New interview with the principal of a unit below',
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
  {
    $id: 'InterviewChange',
    title: '变更约谈通知',
    description: 'Change of the reason or the planned time',
    minProperties: 1
  }
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
        { title: '承诺', description: 'Commitment and the day it is due' }
      ),
      { maxItems: 50, title: '承诺', description: 'Commitments of the unit, each with its due day' }
    )
  },
  {
    $id: 'InterviewHeld',
    title: '约谈纪要',
    description: 'Record of an interview that was held: minutes, attendees and commitments',
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
  { reason: text(1000, '取消理由', 'Reason for the cancellation') },
  { $id: 'InterviewCancellation', title: '取消约谈', description: 'Cancellation of an interview' }
)

export const InterviewItem = closed(item.properties, {
  $id: 'InterviewItem',
  title: '约谈（列表项）',
  description: 'Interview in a list'
})
export type InterviewItem = Static<typeof InterviewItem>

export const Interview = closed(
  {
    ...item.properties,
    ...details.properties,
    commitments: Type.Array(Type.Unsafe<Commitment>({ $ref: 'InterviewCommitment#' }), {
      title: '承诺',
      description: 'Commitments of the unit'
    }),
    causes: CitedRecords,
    actions: actions(stepNames)
  },
  {
    $id: 'Interview',
    title: '约谈',
    description: 'Formal interview with the principal of a unit, and its results'
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
