import { sql } from 'kysely'
import { Type } from 'typebox'
import { fieldsOf, from } from '../../platform/database/fields.ts'
import { closed, listOf, nullable, ref } from '../../platform/http/schema.ts'
import { Target } from '../fields.ts'
import { GradeCode, IndicatorCode, measure } from '../sets/fields.ts'
import { Outcome, Total } from '../targets/fields.ts'
import '../tables.ts'

const word = (title: string, description: string) => Type.String({ title, description })
const value = (title: string, description: string, column: string) =>
  from(nullable(measure(title, description)), sql<string | null>`${sql.ref(column)}::text`)

/** One line of the table of scores (得分表): an indicator of an evaluated unit, with all its values. */
export const line = fieldsOf('evaluation_target', {
  unitCode: Target,
  unitName: from(word('被评价单位名称', 'Current name of the unit'), sql<string>`unit.name`),
  place: from(
    Type.Integer({ title: '序号', description: 'Place of the indicator in the set, from 1' }),
    sql<number>`listed.place::int`
  ),
  dimension: from(
    word('一级指标', 'Dimension of the indicator'),
    sql<string>`listed.indicator ->> 'dimension'`
  ),
  item: from(IndicatorCode, sql<string>`listed.indicator ->> 'code'`),
  itemName: from(word('指标名称', 'Name of the indicator'), sql<string>`listed.indicator ->> 'name'`),
  weight: from(word('分值', 'Greatest score of the indicator'), sql<string>`listed.indicator ->> 'weight'`),
  self: value('自评值', 'Value of the evaluated unit', 'given.self_value'),
  external: value('第三方评定值', 'Value of a third party', 'given.external_value'),
  computed: value(
    '计算值',
    'Latest computation, four decimals; null: none, or too few cases',
    'latest.share'
  ),
  verified: value('核定值', 'Value of the evaluating unit, which counts', 'given.verified_value'),
  score: from(
    nullable(word('得分', 'Score, two decimals; null: left out')),
    sql<string | null>`given.score::text`
  ),
  total: nullable(Total),
  outcome: nullable(Outcome),
  grade: nullable({ ...GradeCode, description: 'Grade; null: none' }),
  rank: nullable(Type.Integer({ title: '名次', description: 'Rank within the group; null: none' }))
})

export const EvaluationScore = closed(line.properties, {
  $id: 'EvaluationScore',
  title: '得分表（列表项）',
  description: 'Indicator of an evaluated unit with its values and its score'
})
export const EvaluationScores = { ...listOf(ref(EvaluationScore)), $id: 'EvaluationScores' }

export const scoreSchemas = [EvaluationScore, EvaluationScores]
