import { sql } from 'kysely'
import { Type } from 'typebox'
import { fieldsOf, from } from '../../platform/database/fields.ts'
import {
  closed,
  Id,
  Instant,
  LocalDate,
  nullable,
  oneOf,
  person,
  ref,
  text,
  updatedAt
} from '../../platform/http/schema.ts'
import { ClauseId } from '../../policy/index.ts'
import { actingFrom } from '../../units/index.ts'
import { Target } from '../fields.ts'
import { objectionOutcomes, outcomes } from '../labels.ts'
import { GradeCode, IndicatorCode, measure } from '../sets/fields.ts'
import '../tables.ts'
import { keptBy, rankSeenBy } from '../visibility.ts'

export const Outcome = oneOf(outcomes, {
  title: '评价结果',
  description: 'Outcome: scored, too little data for a grade, or unqualified by a veto'
})
const points = (title: string, description: string) =>
  Type.String({ title, description, examples: ['88.03'] })
export const Total = points('总分', 'Total of 100, two decimals; null: not scored, or nothing applies')
const Rank = Type.Integer({
  title: '名次',
  description: 'Rank within the group; equal totals share one, and of fewer than three units there is none'
})

export const item = fieldsOf('evaluation_target', {
  evaluationId: { ...Id, title: '绩效评价', description: 'Evaluation' },
  unitCode: Target,
  unitName: from(
    Type.String({ title: '被评价单位名称', description: 'Current name of the unit' }),
    sql<string>`unit.name`
  ),
  ...actingFrom(),
  groupCode: nullable(Type.String({ title: '分组代码', description: 'Code of the group; null: no group' })),
  isSelf: Type.Boolean({ title: '自我评价', description: 'Whether the unit evaluates itself' }),
  applicable: nullable(points('有效分值', 'Sum of the weights that apply')),
  total: nullable(Total),
  outcome: nullable(Outcome),
  grade: nullable({ ...GradeCode, description: 'Grade; null: none' }),
  rank: from(nullable(Rank), (viewer) => {
    return sql<number | null>`case when ${rankSeenBy(viewer)} then evaluation_target.rank end`
  }),
  openObjections: from(
    Type.Integer({ title: '待处理异议数', description: 'Number of objections that are not decided' }),
    sql<number>`evaluation_target.objections`
  ),
  updatedAt
})

const Values = Type.Array(
  closed({
    value: measure('数值', 'Value'),
    text: nullable(Type.String({ title: '说明', description: 'Explanation' })),
    evidence: Type.Array(Id, { title: '佐证', description: 'Attachments' }),
    reason: nullable(Type.String({ title: '调整理由', description: 'Reason for a value that was changed' })),
    at: { ...Instant, title: '填报时间', description: 'Time of the entry' },
    by: person('填报人', 'Person who entered the value')
  })
)
export const Entered = closed(Values.items.properties, {
  $id: 'EvaluationEntry',
  title: '填报值',
  description: 'Value as somebody entered it'
})

const entry = Type.Unsafe<EnteredValue>({ $ref: 'EvaluationEntry#' })

/** A value as somebody entered it. */
export interface EnteredValue {
  value: string
  text: string | null
  evidence: string[]
  reason: string | null
  at: string
  by: string
}

export const Computation = closed(
  {
    version: Type.Integer({ title: '计算版次', description: 'Number of the computation, from 1' }),
    numerator: Type.Integer({ title: '分子', description: 'Number of those that count' }),
    denominator: Type.Integer({ title: '分母', description: 'Number of all' }),
    value: nullable(
      Type.String({
        title: '计算值',
        description: 'Share, four decimals; null: too few cases, or none',
        examples: ['0.9167']
      })
    ),
    asOf: { ...LocalDate, title: '计算日期', description: 'Day of the computation' },
    computedAt: { ...Instant, title: '计算时间', description: 'Time of the computation' },
    contentHash: Type.String({
      title: '摘要值',
      description: 'SHA-256 of the unit, the indicator, the period and the numbers'
    })
  },
  { $id: 'EvaluationComputation', title: '计算值', description: 'Computed value, frozen with its numbers' }
)

export const TargetValue = closed(
  {
    item: IndicatorCode,
    dimension: Type.String({ title: '一级指标', description: 'Dimension of the indicator' }),
    name: Type.String({ title: '指标名称', description: 'Name of the indicator' }),
    weight: points('分值', 'Greatest score of the indicator'),
    self: nullable({ ...entry, title: '自评值', description: 'Value of the evaluated unit' }),
    verified: nullable({
      ...entry,
      title: '核定值',
      description: 'Value of the evaluating unit, which counts; for the unit from the verification on'
    }),
    external: nullable({
      ...entry,
      title: '第三方评定值',
      description:
        'Value of a third party, which counts unless it was verified otherwise; for the unit from the ' +
        'verification on'
    }),
    computed: Type.Array(ref(Computation), {
      title: '计算值',
      description: 'Computations, the latest first, which counts unless it was verified otherwise'
    }),
    counted: nullable(
      measure(
        '计分值',
        'Value that counts: verified, else computed, else of a third party, else own; null: none'
      )
    ),
    score: nullable(points('得分', 'Score, two decimals; null: not scored, or left out'))
  },
  { $id: 'EvaluationTargetValue', title: '指标值', description: 'Values of one indicator side by side' }
)

export const ObjectionText = text(2000, '异议内容', 'Content of the objection')
export const ObjectionOutcome = oneOf(objectionOutcomes, {
  title: '处理结果',
  description: 'Decision on the objection'
})
export const TargetObjection = closed(
  {
    n: Type.Integer({ title: '序号', description: 'Number of the objection, from 1' }),
    item: IndicatorCode,
    text: ObjectionText,
    madeAt: { ...Instant, title: '提出时间', description: 'Time of the objection' },
    madeBy: person('提出人', 'Person who objected'),
    outcome: nullable(ObjectionOutcome),
    reason: nullable(Type.String({ title: '处理理由', description: 'Reason of the decision' })),
    decidedAt: nullable({ ...Instant, title: '处理时间', description: 'Time of the decision' }),
    decidedBy: nullable(person('处理人', 'Person who decided'))
  },
  { $id: 'EvaluationObjection', title: '异议', description: 'Objection to a value, with the decision' }
)

export const details = fieldsOf('evaluation_target', {
  id: { ...Id, title: '标识', description: 'Identifier, to which files are attached as evidence' },
  vetoReason: nullable(Type.String({ title: '一票否决理由', description: 'Reason of the veto' })),
  vetoClause: nullable({ ...ClauseId, title: '一票否决依据', description: 'Clause of the veto' }),
  vetoedAt: nullable({ ...Instant, title: '一票否决时间', description: 'Time of the veto' }),
  vetoedBy: nullable(person('一票否决人', 'Leader who pronounced the veto')),
  keeps: from(
    Type.Boolean({
      title: '本单位评价',
      description: 'Whether the caller is of the evaluating unit or of a unit above it'
    }),
    (viewer) => sql<boolean>`${keptBy(viewer)}`
  )
})

export const ranked = fieldsOf('evaluation_target', {
  rank: from(Rank, sql<number>`evaluation_target.rank`),
  unitCode: Target,
  unitName: from(
    Type.String({ title: '被评价单位名称', description: 'Current name of the unit' }),
    sql<string>`unit.name`
  ),
  groupCode: from(
    Type.String({ title: '分组代码', description: 'Code of the group; empty: no groups' }),
    sql<string>`coalesce(evaluation_target.group_code, '')`
  ),
  total: from(Total, sql<string>`evaluation_target.total`),
  grade: from({ ...GradeCode, description: 'Grade' }, sql<'excellent'>`evaluation_target.grade`)
})
