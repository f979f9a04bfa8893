import { sql } from 'kysely'
import { type Static, Type } from 'typebox'
import { fieldsOf, from } from '../platform/database/fields.ts'
import {
  closed,
  Id,
  Instant,
  LocalDate,
  nullable,
  oneOf,
  person,
  text,
  UnitCode,
  updatedAt,
  Year
} from '../platform/http/schema.ts'
import { AreaWord } from '../policy/index.ts'
import { actingFrom } from '../units/index.ts'
import './tables.ts'
import { kinds, reviews, states, topics } from './vocabulary.ts'

export const Kind = oneOf(kinds, { title: '类别', description: 'Kind of duty' })
export const State = oneOf(states, { title: '状态', description: 'Status of the record' })
export const Review = oneOf(reviews, {
  'x-enum': 'DutyReview',
  title: '上级意见',
  description: 'Review by a unit above; a returned record does not count'
})
export const Title = text(200, '名称', 'Title of the document or the activity')
export const DocumentNo = text(100, '文号', 'Number of the document')
export const IssuedOn = { ...LocalDate, title: '印发日期', description: 'Day on which it was issued or held' }
export const Begin = { ...LocalDate, title: '起始日期', description: 'First day of the activity' }
export const End = { ...LocalDate, title: '截止日期', description: 'Last day of the activity' }
export const LocalRuleId = {
  ...Id,
  title: '实施细则',
  description: 'Local rule on record that the document sets'
}
export const AttachmentId = {
  ...Id,
  title: '附件',
  description: 'Attachment with the document itself, or with pictures'
}
export const Text = text(20_000, '内容', 'Content in words')
export const Topics = Type.Array(
  oneOf(topics, { title: '宣传主题', description: 'Topic of the publicity' }),
  {
    minItems: 1,
    maxItems: topics.length,
    uniqueItems: true,
    title: '宣传主题',
    description: 'Topics: assistance policy, supervision'
  }
)
export const ValidYears = closed(
  {
    from: { ...Year, title: '起始年度', description: 'First year' },
    to: { ...Year, title: '截止年度', description: 'Last year' }
  },
  { title: '有效年度', description: 'Years for which a scheme or rules are valid' }
)

const MOST = 10_000_000
const count = (title: string, description: string) =>
  Type.Optional(Type.Integer({ minimum: 0, maximum: MOST, title, description }))

export const Figures = closed(
  {
    sessions: count('场次', 'Number of sessions or events'),
    people: count('人次', 'Number of people reached or trained'),
    distinctPeople: count(
      '累计参训人数',
      'Different people trained in the year up to and including this record'
    ),
    staffOnRegister: count('在册人数', 'Number of staff on the register'),
    copies: count('资料份数', 'Number of copies handed out'),
    households: count('入户数', 'Number of households visited'),
    villages: count('覆盖村（社区）数', 'Number of villages reached'),
    coveragePercent: Type.Optional(
      Type.Integer({ minimum: 0, maximum: 100, title: '覆盖率', description: 'Share reached, in per cent' })
    )
  },
  { title: '工作量', description: 'Figures of the work' }
)
const Assignment = closed(
  {
    area: AreaWord,
    post: text(200, '职务', 'Post of the person responsible'),
    name: text(100, '姓名', 'Name of the person responsible')
  },
  { title: '责任分工', description: 'Person responsible for an area' }
)
export const Assignments = Type.Array(Assignment, {
  maxItems: 6,
  title: '责任分工',
  description: 'Persons responsible, by area'
})

const shown = {
  id: Id,
  unitCode: { ...UnitCode, title: '单位', description: 'Unit whose duty it is' },
  unitName: from(
    Type.String({ title: '单位名称', description: 'Current name of the unit' }),
    sql<string>`unit.name`
  ),
  ...actingFrom(),
  year: { ...Year, description: 'Year of the duty' },
  validYears: from(
    nullable(ValidYears),
    sql<Static<typeof ValidYears> | null>`
      case when duty_record.first_year < duty_record.last_year
        then jsonb_build_object('from', duty_record.first_year, 'to', duty_record.last_year) end`
  ),
  kind: Kind,
  title: Title,
  documentNo: nullable(DocumentNo),
  issuedOn: nullable(IssuedOn),
  from: from(nullable(Begin), sql<string | null>`duty_record.from_on`),
  to: from(nullable(End), sql<string | null>`duty_record.to_on`),
  topics: Type.Array(oneOf(topics, { title: '宣传主题', description: 'Topic of the publicity' }), {
    title: '宣传主题',
    description: 'Topics of the publicity; empty for other kinds'
  }),
  figures: Figures,
  state: State,
  review: Review,
  filedAt: { ...Instant, title: '填报时间', description: 'Time of filing' },
  updatedAt: from(updatedAt, sql<string>`coalesce(duty_record.updated_at, duty_record.filed_at)`)
}

/** The fields of a duty record in a list. */
export const item = fieldsOf('duty_record', shown)

const figure = (name: string) => {
  return from(nullable(Type.Integer()), sql<number | null>`(duty_record.figures ->> ${sql.lit(name)})::int`)
}

/** The same with the figures that a download has in columns of their own. */
export const row = fieldsOf('duty_record', {
  ...shown,
  sessions: figure('sessions'),
  people: figure('people'),
  copies: figure('copies')
})

/** The further fields of one record. */
export const details = fieldsOf('duty_record', {
  localRuleId: nullable(LocalRuleId),
  attachmentId: nullable(AttachmentId),
  text: nullable(Text),
  assignments: Assignments,
  filedBy: person('填报人', 'Person who filed the record'),
  reviewedAt: nullable(Instant),
  reviewedBy: nullable(person('审核人', 'Person at the unit above who confirmed or returned the record')),
  returnReason: nullable(Type.String({ title: '退回理由', description: 'Reason of the return' })),
  withdrawnAt: nullable(Instant),
  withdrawnBy: nullable(person('撤回人', 'Person who withdrew the record')),
  withdrawReason: nullable(Type.String({ title: '撤回理由', description: 'Reason of the withdrawal' }))
})
