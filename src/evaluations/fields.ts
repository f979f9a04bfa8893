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
  UnitCode,
  updatedAt,
  Year
} from '../platform/http/schema.ts'
import { actingFrom } from '../units/index.ts'
import { states } from './labels.ts'
import './tables.ts'

export const State = oneOf(states, { title: '状态', description: 'Status of the evaluation' })
export const Keeper = { ...UnitCode, title: '评价单位', description: 'Unit that evaluates' }
export const SetId = { ...Id, title: '评价指标体系', description: 'Published set of indicators that is used' }
export const EvaluationYear = { ...Year, description: 'Year that is evaluated' }
export const PeriodFrom = { ...LocalDate, title: '评价期起', description: 'First day of the period' }
export const PeriodTo = { ...LocalDate, title: '评价期止', description: 'Last day of the period' }
export const SelfBy = {
  ...LocalDate,
  title: '自评截止日期',
  description: 'Day by which the evaluated units give their own values'
}
export const VerifyBy = {
  ...LocalDate,
  title: '核查截止日期',
  description: 'Day by which the evaluating unit verifies the values'
}
export const Target = { ...UnitCode, title: '被评价单位', description: 'Unit that is evaluated' }

const at = (title: string, description: string) => nullable({ ...Instant, title, description })
const by = (title: string, description: string) => nullable(person(title, description))

export const item = fieldsOf('evaluation', {
  id: Id,
  unitCode: Keeper,
  unitName: from(
    Type.String({ title: '评价单位名称', description: 'Current name of that unit' }),
    sql<string>`unit.name`
  ),
  ...actingFrom(),
  setId: SetId,
  setName: from(
    Type.String({ title: '指标体系名称', description: 'Name of the set' }),
    sql<string>`indicator_set.name`
  ),
  year: EvaluationYear,
  from: from(PeriodFrom, sql<string>`evaluation.from_on`),
  to: from(PeriodTo, sql<string>`evaluation.to_on`),
  selfBy: from(SelfBy, sql<string>`evaluation.self_by`),
  verifyBy: from(VerifyBy, sql<string>`evaluation.verify_by`),
  state: State,
  targets: from(
    Type.Integer({ title: '被评价单位数', description: 'Number of units that are evaluated' }),
    sql<number>`(select count(*)::int from evaluation_target where evaluation_id = evaluation.id)`
  ),
  madeAt: { ...Instant, title: '制定时间', description: 'Time at which the evaluation was made' },
  publishedAt: at('发布时间', 'Time of the publication'),
  updatedAt: from(updatedAt, sql<string>`coalesce(evaluation.updated_at, evaluation.made_at)`)
})

export const details = fieldsOf('evaluation', {
  madeBy: person('制定人', 'Person who made the evaluation'),
  openedAt: at('启动时间', 'Time of the opening, from which the evaluated units see it'),
  openedBy: by('启动人', 'Person who opened it'),
  verificationAt: at('核查开始时间', 'Time at which the verification began'),
  verificationBy: by('核查发起人', 'Person who began the verification'),
  scoredAt: at('评分时间', 'Time of the latest scoring'),
  scoredBy: by('评分人', 'Person who had it scored'),
  publishedBy: by('发布人', 'Person who published the result'),
  closedAt: at('办结时间', 'Time of the closing'),
  closedBy: by('办结人', 'Person who closed it')
})
