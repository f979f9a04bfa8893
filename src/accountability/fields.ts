import { sql } from 'kysely'
import { Type } from 'typebox'
import { fieldsOf, from } from '../platform/database/fields.ts'
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
import { actingFrom, handedOverFrom } from '../units/index.ts'
import './tables.ts'
import { codesOf } from './vocabulary.ts'

export const Decider = { ...UnitCode, title: '问责单位', description: 'Unit that made the decision' }
export const SubjectUnit = { ...UnitCode, title: '被问责单位', description: 'Unit held to account' }
export const Subject = oneOf(codesOf('accountable-subject'), {
  title: '责任主体',
  description: 'Responsible body: the government, or a department of it'
})
export const Person = oneOf(codesOf('accountable-person'), {
  title: '责任人员',
  description: 'Responsible person: a leader, or staff directly in charge'
})
export const PersonName = text(
  100,
  '责任人姓名',
  'Name of the responsible person; shown to readers of this record only, and stored nowhere else'
)
export const Share = oneOf(codesOf('accountable-share'), {
  title: '责任大小',
  description: 'Share of responsibility: primary or secondary'
})
export const Nature = oneOf(codesOf('accountable-nature'), {
  title: '责任性质',
  description: 'Nature of the failure: dereliction of duty, or a mistake'
})
export const OutcomeKind = oneOf(codesOf('accountability-outcome'), {
  title: '处理方式',
  description: 'Kind of outcome; `warning` and the kinds after it are administrative sanctions'
})
export const Measure = oneOf(codesOf('party-measure'), {
  title: '党纪处分种类',
  description: 'Measure of party discipline'
})
export const DecidedOn = { ...LocalDate, title: '作出日期', description: 'Date of the decision' }
export const Facts = text(8000, '事实', 'Facts established, and the evidence for them')
export const Receiver = oneOf(codesOf('accountability-receiver'), {
  'x-enum': 'AccountabilityReceiver',
  title: '接收机关',
  description: 'Authority that takes the matter further'
})
export const ReceiverName = text(200, '接收机关名称', 'Name of the receiving authority')
export const ReferredOn = { ...LocalDate, title: '移交日期', description: 'Date of the referral' }
export const State = oneOf(codesOf('accountability-state'), {
  title: '状态',
  description: 'Status: decided or lifted'
})

export const state = sql<'decided' | 'lifted'>`
  case when accountability_record.lifted_on is null then 'decided' else 'lifted' end`

/**
 * The flat columns of a record in a list: the download uses them as they are, `wire` groups them for JSON.
 */
export const item = fieldsOf('accountability_record', {
  id: Id,
  unitCode: Decider,
  unitName: from(
    Type.String({ title: '问责单位名称', description: 'Current name of the deciding unit' }),
    sql<string>`decider.name`
  ),
  subjectUnitCode: from(SubjectUnit, sql<string>`accountability_record.target_code`),
  subjectUnitName: from(
    Type.String({
      title: '被问责单位名称',
      description: 'Current name of the unit held to account'
    }),
    sql<string>`failing.name`
  ),
  subject: Subject,
  person: Person,
  personName: nullable(PersonName),
  share: Share,
  nature: Nature,
  outcome: OutcomeKind,
  measure: nullable(Measure),
  decidedOn: DecidedOn,
  until: nullable({
    ...LocalDate,
    title: '期满日期',
    description: 'Last day of the period set by statute; null if no statute sets a period'
  }),
  clauseId: nullable(Type.String({ title: '条款编号', description: 'Identifier of the clause' })),
  receiver: nullable(Receiver),
  receiverName: nullable(ReceiverName),
  referredOn: nullable(ReferredOn),
  facts: Facts,
  state: from(State, state),
  liftedOn: nullable({ ...LocalDate, title: '解除日期', description: 'Date of lifting; null if not lifted' }),
  liftReason: nullable(
    Type.String({ title: '解除理由', description: 'Reason for lifting; null if not lifted' })
  ),
  createdAt: Instant,
  createdBy: person('登记人', 'Person who entered the record'),
  handedOver: handedOverFrom('accountability_record'),
  ...actingFrom('decider'),
  updatedAt: from(
    updatedAt,
    sql<string>`coalesce(accountability_record.updated_at, accountability_record.created_at)`
  )
})

/** The further columns of a single record. */
export const details = fieldsOf('accountability_record', {
  liftedBy: nullable(person('解除人', 'Person who lifted the decision'))
})
