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
  text,
  UnitCode
} from '../platform/http/schema.ts'
import { acting, handedOver } from '../units/index.ts'
import { codesOf } from './vocabulary.ts'

const Decider = { ...UnitCode, title: '问责单位', description: 'The unit that decided' }
const SubjectUnit = { ...UnitCode, title: '被问责单位', description: 'The unit that failed' }
const Subject = oneOf(codesOf('accountable-subject'), {
  title: '责任主体',
  description: 'Whether the government or its department is responsible'
})
const Person = oneOf(codesOf('accountable-person'), {
  title: '责任人员',
  description: 'Whether it is a leader, or staff directly'
})
const PersonName = text(100, '责任人姓名', 'Shown to those who may read the record, and kept nowhere else')
const Share = oneOf(codesOf('accountable-share'), {
  title: '责任大小',
  description: 'Primary or secondary responsibility'
})
const Nature = oneOf(codesOf('accountable-nature'), {
  title: '责任性质',
  description: 'Dereliction, or a mistake'
})
const OutcomeKind = oneOf(codesOf('accountability-outcome'), {
  title: '处理方式',
  description: 'What was decided; from `warning` on, administrative sanctions'
})
const Measure = oneOf(codesOf('party-measure'), {
  title: '党纪处分种类',
  description: 'Which measure of party discipline'
})
const DecidedOn = { ...LocalDate, title: '作出日期', description: 'When it was decided' }
const Facts = text(8000, '事实', 'What happened, and what it is based on')
const Referral = closed(
  {
    receiver: oneOf(codesOf('accountability-receiver'), {
      title: '接收机关',
      description: 'Who takes it further'
    }),
    receiverName: text(200, '接收机关名称', 'Its name'),
    referredOn: { ...LocalDate, title: '移交日期', description: 'When it was handed on' }
  },
  { title: '移交', description: 'To whom it was handed on' }
)
const by = (title: string) => Type.String({ title, description: 'Subject of the token' })

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
      { title: '处理结果', description: 'What was decided; a measure with party discipline alone' }
    ),
    referral: Type.Optional(Referral),
    causes: Causes,
    facts: Facts
  },
  {
    $id: 'NewAccountabilityRecord',
    title: '问责',
    description: 'Puts on record who answers for a failing',
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
    on: { ...LocalDate, title: '解除日期', description: 'When it was lifted' },
    reason: text(1000, '解除理由', 'Why')
  },
  { $id: 'AccountabilityLift', title: '解除', description: 'Lifts what was decided' }
)
export type Lift = Static<typeof Lift>

const shown = {
  id: Id,
  unitCode: Decider,
  unitName: Type.String({ title: '问责单位名称', description: 'Its name today' }),
  subjectUnitCode: SubjectUnit,
  subjectUnitName: Type.String({ title: '被问责单位名称', description: 'Its name today' }),
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
        description: 'End of the period that a statute sets; null where none does'
      }),
      clause: nullable(
        closed(
          {
            id: Type.String({ title: '条款编号', description: 'Identifier of the clause' }),
            text: Type.String({ title: '条文', description: 'What the clause says' })
          },
          { title: '依据条款', description: 'The clause that sets the period' }
        )
      )
    },
    { title: '处理结果', description: 'What was decided, and for how long it lasts' }
  ),
  referral: nullable(Referral),
  facts: Facts,
  state: oneOf(codesOf('accountability-state'), { title: '状态', description: 'Decided, or lifted' }),
  liftedOn: nullable({ ...LocalDate, title: '解除日期', description: 'When it was lifted' }),
  liftReason: nullable(Type.String({ title: '解除理由', description: 'Why it was lifted' })),
  createdAt: Instant,
  createdBy: by('登记人'),
  ...acting,
  handedOver
}

export const RecordItem = closed(shown, {
  $id: 'AccountabilityRecordItem',
  title: '问责（列表项）',
  description: 'A record as a list shows it'
})
export type RecordItem = Static<typeof RecordItem>

export const AccountabilityRecord = closed(
  { ...shown, liftedBy: nullable(by('解除人')), causes: CitedRecords },
  { $id: 'AccountabilityRecord', title: '问责', description: 'Who answers for a failing, and how' }
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
  from: Type.Optional({ ...LocalDate, title: '起', description: 'Decided on that day or later' }),
  to: Type.Optional({ ...LocalDate, title: '止', description: 'Decided on that day or before' }),
  ...pageParameters
})
export type RecordQuery = Static<typeof recordQuery>

export const schemas = [NewRecord, Lift, RecordItem, AccountabilityRecord, RecordPage]
