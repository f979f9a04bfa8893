import { type Static, Type } from 'typebox'
import { Causes, CitedRecords } from '../causes/index.ts'
import { pageParameters, within } from '../platform/http/lists/paging.ts'
import {
  closed,
  Id,
  Instant,
  LocalDate,
  listOf,
  nullable,
  oneOf,
  person,
  text,
  UnitCode
} from '../platform/http/schema.ts'
import { acting, handedOver } from '../units/index.ts'
import { codesOf } from './vocabulary.ts'

const Decider = { ...UnitCode, title: '问责单位', description: 'Unit that made the decision' }
const SubjectUnit = { ...UnitCode, title: '被问责单位', description: 'Unit held to account' }
const Subject = oneOf(codesOf('accountable-subject'), {
  title: '责任主体',
  description: 'Responsible body: the government, or a department of it'
})
const Person = oneOf(codesOf('accountable-person'), {
  title: '责任人员',
  description: 'Responsible person: a leader, or staff directly in charge'
})
const PersonName = text(
  100,
  '责任人姓名',
  'Name of the responsible person; shown to readers of this record only, and stored nowhere else'
)
const Share = oneOf(codesOf('accountable-share'), {
  title: '责任大小',
  description: 'Share of responsibility: primary or secondary'
})
const Nature = oneOf(codesOf('accountable-nature'), {
  title: '责任性质',
  description: 'Nature of the failure: dereliction of duty, or a mistake'
})
const OutcomeKind = oneOf(codesOf('accountability-outcome'), {
  title: '处理方式',
  description: 'Kind of outcome; `warning` and the kinds after it are administrative sanctions'
})
const Measure = oneOf(codesOf('party-measure'), {
  title: '党纪处分种类',
  description: 'Measure of party discipline'
})
const DecidedOn = { ...LocalDate, title: '作出日期', description: 'Date of the decision' }
const Facts = text(8000, '事实', 'Facts established, and the evidence for them')
const Referral = closed(
  {
    receiver: oneOf(codesOf('accountability-receiver'), {
      'x-enum': 'AccountabilityReceiver',
      title: '接收机关',
      description: 'Authority that takes the matter further'
    }),
    receiverName: text(200, '接收机关名称', 'Name of the receiving authority'),
    referredOn: { ...LocalDate, title: '移交日期', description: 'Date of the referral' }
  },
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

const shown = {
  id: Id,
  unitCode: Decider,
  unitName: Type.String({ title: '问责单位名称', description: 'Current name of the deciding unit' }),
  subjectUnitCode: SubjectUnit,
  subjectUnitName: Type.String({
    title: '被问责单位名称',
    description: 'Current name of the unit held to account'
  }),
  subject: Subject,
  person: Person,
  personName: nullable(PersonName),
  share: Share,
  nature: Nature,
  outcome: closed(
    {
      kind: OutcomeKind,
      measure: nullable(Measure),
      decidedOn: DecidedOn,
      until: nullable({
        ...LocalDate,
        title: '期满日期',
        description: 'Last day of the period set by statute; null if no statute sets a period'
      }),
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
  ),
  referral: nullable(Referral),
  facts: Facts,
  state: oneOf(codesOf('accountability-state'), { title: '状态', description: 'Status: decided or lifted' }),
  liftedOn: nullable({ ...LocalDate, title: '解除日期', description: 'Date of lifting; null if not lifted' }),
  liftReason: nullable(
    Type.String({ title: '解除理由', description: 'Reason for lifting; null if not lifted' })
  ),
  createdAt: Instant,
  createdBy: person('登记人', 'Person who entered the record'),
  ...acting,
  handedOver
}

export const RecordItem = closed(shown, {
  $id: 'AccountabilityRecordItem',
  title: '问责（列表项）',
  description: 'Accountability record in a list'
})
export type RecordItem = Static<typeof RecordItem>

export const AccountabilityRecord = closed(
  { ...shown, liftedBy: nullable(person('解除人', 'Person who lifted the decision')), causes: CitedRecords },
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

export const recordQuery = closed({
  within,
  outcome: Type.Optional(OutcomeKind),
  nature: Type.Optional(Nature),
  share: Type.Optional(Share),
  from: Type.Optional({ ...LocalDate, title: '起', description: 'First day of the decisions listed' }),
  to: Type.Optional({ ...LocalDate, title: '止', description: 'Last day of the decisions listed' }),
  ...pageParameters
})
export type RecordQuery = Static<typeof recordQuery>

export const schemas = [NewRecord, Lift, RecordItem, AccountabilityRecord, RecordPage]
