import { sql } from 'kysely'
import { Type } from 'typebox'
import { Cause } from '../causes/index.ts'
import { fieldsOf, from } from '../platform/database/fields.ts'
import {
  closed,
  Id,
  LocalDate,
  nullable,
  oneOf,
  person,
  UnitCode,
  updatedAt
} from '../platform/http/schema.ts'
import { ClauseId } from '../policy/index.ts'
import { Figures } from './facts/figures.ts'
import './tables.ts'
import { factNames, proposalKinds, states } from './vocabulary.ts'

export const Kind = oneOf(proposalKinds, {
  title: '建议处理方式',
  description: 'Kind of the proposed record'
})
export const Fact = oneOf(factNames, { title: '事实', description: 'Fact on which the proposal rests' })
export const State = oneOf(states, { title: '状态', description: 'Status of the proposal' })
export const Target = { ...UnitCode, title: '责任单位', description: 'Unit that failed its duty' }

export const Facts = Type.Array(
  closed(
    {
      kind: nullable({ ...Cause.properties.kind, description: 'Kind of the record; null without one' }),
      id: nullable({ ...Id, title: '记录标识', description: 'Identifier of the record; null without one' }),
      figures: Figures
    },
    { title: '事实', description: 'Record that shows the failing, with its figures' }
  ),
  { title: '事实', description: 'Facts on which the proposal rests' }
)

const Name = (title: string, unit: string) => Type.String({ title, description: `Current name of ${unit}` })

export const item = fieldsOf('proposal', {
  id: Id,
  unitCode: {
    ...UnitCode,
    title: '办理单位',
    description: 'Unit that may act: the next one above the target'
  },
  unitName: from(Name('办理单位名称', 'the unit that may act'), sql<string>`unit.name`),
  targetCode: Target,
  targetName: from(Name('责任单位名称', 'the target'), sql<string>`target.name`),
  kind: Kind,
  fact: Fact,
  period: Type.String({
    title: '所属期间',
    description: 'Period of the fact: a month or a run of months, a quarter, a year',
    examples: ['2026-03/04']
  }),
  gap: nullable(
    Type.String({
      title: '情况不明月份',
      description: 'Month within the run of which nothing is known; it is counted neither way'
    })
  ),
  firstSeenOn: { ...LocalDate, title: '提出日期', description: 'Day on which the proposal was made' },
  state: State,
  noticeId: nullable({ ...Id, title: '通报', description: 'Notice that was drafted from it' }),
  interviewId: nullable({ ...Id, title: '约谈', description: 'Interview that was called from it' }),
  updatedAt
})

export const details = fieldsOf('proposal', {
  ruleId: Type.String({ title: '规则编号', description: 'Rule of the policy that made it' }),
  localRuleId: nullable({
    ...Id,
    title: '实施细则',
    description: 'Local rule that lowers a threshold of the fact; null without one'
  }),
  clauseId: ClauseId,
  facts: Facts,
  causesLeftOut: nullable(
    Type.Integer({
      minimum: 0,
      title: '未列事由数',
      description: 'Number of facts that could not be cited, because the record is not visible any more'
    })
  ),
  reason: nullable(Type.String({ title: '不予采纳理由', description: 'Reason for the dismissal' })),
  decidedOn: nullable({ ...LocalDate, title: '决定日期', description: 'Day of the decision' }),
  decidedBy: nullable(person('决定人', 'Person who decided'))
})
