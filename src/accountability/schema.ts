import { type Static, Type } from 'typebox'
import { Causes, CitedRecords } from '../causes/index.ts'
import { actions, closed, LocalDate, listOf, nullable, text } from '../platform/http/schema.ts'
import {
  DecidedOn,
  Decider,
  details,
  Facts,
  item,
  Measure,
  Nature,
  OutcomeKind,
  Person,
  PersonName,
  Receiver,
  ReceiverName,
  ReferredOn,
  Share,
  Subject,
  SubjectUnit
} from './fields.ts'
import { stepNames } from './rules.ts'

const Referral = closed(
  { receiver: Receiver, receiverName: ReceiverName, referredOn: ReferredOn },
  { title: '移交', description: 'Referral of the matter to another authority' }
)

export const NewRecord = closed(
  {
    unitCode: Decider,
    subjectUnitCode: SubjectUnit,
    subject: Subject,
    person: Person,
    personName: Type.Optional(PersonName),
    share: Share,
    nature: Nature,
    outcome: closed(
      { kind: OutcomeKind, measure: Type.Optional(Measure), decidedOn: DecidedOn },
      { title: '处理结果', description: 'Outcome; with a measure only for party discipline' }
    ),
    referral: Type.Optional(Referral),
    causes: Causes,
    facts: Facts
  },
  {
    $id: 'NewAccountabilityRecord',
    title: '问责',
    description: 'New accountability record: who is responsible for a failure, and the outcome',
    examples: [
      {
        unitCode: '22',
        subjectUnitCode: '2201',
        subject: 'department',
        person: 'leader',
        share: 'primary',
        nature: 'dereliction',
        outcome: { kind: 'demerit', decidedOn: '2026-03-01' },
        causes: [{ kind: 'interview', id: '019cac0f-2680-7000-8000-000000000001' }],
        facts: '约谈后逾期未落实承诺。'
      }
    ]
  }
)
export type NewRecord = Static<typeof NewRecord>

export const Lift = closed(
  {
    on: { ...LocalDate, title: '解除日期', description: 'Date of lifting' },
    reason: text(1000, '解除理由', 'Reason for lifting')
  },
  { $id: 'AccountabilityLift', title: '解除', description: 'Lifting of an accountability decision' }
)
export type Lift = Static<typeof Lift>

const Outcome = closed(
  {
    kind: OutcomeKind,
    measure: item.properties.measure,
    decidedOn: DecidedOn,
    until: item.properties.until,
    clause: nullable(
      closed(
        {
          id: Type.String({ title: '条款编号', description: 'Identifier of the clause' }),
          text: Type.String({ title: '条文', description: 'Text of the clause' })
        },
        { title: '依据条款', description: 'Clause that sets the period' }
      )
    )
  },
  { title: '处理结果', description: 'Outcome, and how long it lasts' }
)

/** The fields of an item without those that `outcome` and `referral` group. */
function grouped() {
  const { measure, decidedOn, until, clauseId, receiver, receiverName, referredOn, ...plain } =
    item.properties
  return { ...plain, outcome: Outcome, referral: nullable(Referral) }
}
const shown = grouped()

export const RecordItem = closed(shown, {
  $id: 'AccountabilityRecordItem',
  title: '问责（列表项）',
  description: 'Accountability record in a list'
})
export type RecordItem = Static<typeof RecordItem>

export const AccountabilityRecord = closed(
  { ...shown, ...details.properties, causes: CitedRecords, actions: actions(stepNames) },
  {
    $id: 'AccountabilityRecord',
    title: '问责',
    description: 'Accountability record: the responsible person, the failure and the outcome'
  }
)
export type AccountabilityRecord = Static<typeof AccountabilityRecord>

export const RecordPage = {
  ...listOf(Type.Unsafe<RecordItem>({ $ref: 'AccountabilityRecordItem#' })),
  $id: 'AccountabilityRecordPage'
}

export const schemas = [NewRecord, Lift, RecordItem, AccountabilityRecord, RecordPage]
