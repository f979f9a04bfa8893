import { sql } from 'kysely'
import { type Static, Type } from 'typebox'
import { fieldsOf, from } from '../../platform/database/fields.ts'
import {
  closed,
  Id,
  Instant,
  nullable,
  oneOf,
  person,
  text,
  UnitCode,
  updatedAt,
  Year
} from '../../platform/http/schema.ts'
import { actingFrom, UnitLevel } from '../../units/index.ts'
import { directions, formulas, gradeCodes, measures, methods, modes, setStates, sources } from '../labels.ts'
import '../tables.ts'

export const State = oneOf(setStates, { title: '状态', description: 'Status of the set' })
export const Keeper = { ...UnitCode, title: '制定单位', description: 'Unit that made the set' }
export const Name = text(200, '指标体系名称', 'Name of the set')
export const SetYear = { ...Year, description: 'Year that the set was made for' }
export const SourceText = text(300, '依据文件', 'Document on which the set is based')
export const Levels = Type.Array(
  { ...UnitLevel, description: 'Level of units' },
  {
    minItems: 1,
    maxItems: 5,
    uniqueItems: true,
    title: '适用层级',
    description: 'Levels of the units that are evaluated by the set'
  }
)
export const MinTotalWeight = Type.Integer({
  minimum: 1,
  maximum: 100,
  title: '最低有效分值',
  description: 'Least sum of the weights that apply; below it there is no grade and no rank',
  examples: [60]
})

const POINTS = '^(0|[1-9][0-9]{0,2})(\\.[0-9]{1,2})?$'
const MEASURE = '^-?(0|[1-9][0-9]{0,11})(\\.[0-9]{1,6})?$'
const points = (title: string, description: string) =>
  Type.String({ pattern: POINTS, maxLength: 6, title, description, examples: ['12.5'] })
export const measure = (title: string, description: string) =>
  Type.String({ pattern: MEASURE, maxLength: 20, title, description, examples: ['0.95'] })
const code = (title: string, description: string) =>
  Type.String({ pattern: '^[a-z0-9-]{1,60}$', maxLength: 60, title, description, examples: ['paid-in-time'] })

export const IndicatorCode = code('指标代码', 'Code of the indicator within the set')

const step = closed(
  {
    at: measure('起点', 'Value from which the step is reached; where lower is better, up to which'),
    score: points('得分', 'Score of the step')
  },
  { title: '分档', description: 'Step of a scoring table' }
)

const indicator = {
  code: IndicatorCode,
  dimension: text(60, '一级指标', 'Dimension to which the indicator belongs'),
  name: text(200, '指标名称', 'Name of the indicator'),
  weight: points('分值', 'Greatest score of the indicator'),
  mode: oneOf(modes, { title: '取值方式', description: 'Origin of the value' }),
  formula: Type.Optional(oneOf(formulas, { title: '计算公式', description: 'Formula of a computed value' })),
  unitOfMeasure: oneOf(measures, { title: '计量单位', description: 'Measure of the value' }),
  direction: oneOf(directions, { title: '方向', description: 'Whether higher or lower values are better' }),
  method: oneOf(methods, { title: '计分方法', description: 'Scoring method' }),
  full: Type.Optional(measure('满分值', 'Value of the full score (linear)')),
  zero: Type.Optional(measure('零分值', 'Value of no score (linear)')),
  steps: Type.Optional(
    Type.Array(step, { minItems: 1, maxItems: 20, title: '分档', description: 'Steps of the scoring table' })
  ),
  perCase: Type.Optional(points('每项扣分', 'Points deducted for each case')),
  basis: Type.Optional(text(500, '评分依据', 'Basis of the score, as the set words it')),
  by: oneOf(sources, { title: '填报主体', description: 'Origin of an entered value' })
}

const MinN = Type.Integer({
  minimum: 1,
  maximum: 1000,
  title: '最少案例数',
  description: 'Fewest cases from which a computed value counts; default: 5'
})
const EvidenceRequired = Type.Boolean({
  title: '须附佐证',
  description: 'Whether a value of the evaluated unit needs evidence; default: false'
})
const Bonus = Type.Boolean({
  title: '加分项',
  description: 'Whether the score is added to the total and is not part of the 100; default: false'
})

export const NewIndicator = closed(
  {
    ...indicator,
    minN: Type.Optional(MinN),
    evidenceRequired: Type.Optional(EvidenceRequired),
    bonus: Type.Optional(Bonus)
  },
  { $id: 'NewIndicator', title: '评价指标', description: 'Indicator of a new set' }
)
export type NewIndicator = Static<typeof NewIndicator>

export const Indicator = closed(
  { ...indicator, minN: MinN, evidenceRequired: EvidenceRequired, bonus: Bonus },
  { $id: 'Indicator', title: '评价指标', description: 'Indicator of a set' }
)

const some = { minItems: 1, maxItems: 100, title: '评价指标', description: 'Indicators of the set' }
export const NewItems = Type.Array(Type.Unsafe<NewIndicator>({ $ref: 'NewIndicator#' }), some)

export const GradeCode = oneOf(gradeCodes, { title: '等级', description: 'Grade' })
export const Grades = Type.Array(
  closed(
    {
      code: GradeCode,
      from: Type.Integer({
        minimum: 0,
        maximum: 100,
        title: '起始分',
        description: 'Total from which the grade is given'
      })
    },
    { title: '等级', description: 'Grade with its lower limit' }
  ),
  { minItems: 1, maxItems: gradeCodes.length, title: '等级划分', description: 'Grades, the highest first' }
)
export const Groups = Type.Array(
  closed(
    {
      code: code('分组代码', 'Code of the group'),
      name: text(60, '分组名称', 'Name of the group'),
      unitCodes: Type.Array(UnitCode, {
        minItems: 1,
        maxItems: 2000,
        title: '单位',
        description: 'Units of the group'
      })
    },
    { title: '分组', description: 'Group of units that are ranked among each other' }
  ),
  {
    maxItems: 20,
    title: '分组',
    description: 'Groups of units; without groups all units are ranked together'
  }
)

export const item = fieldsOf('indicator_set', {
  id: Id,
  unitCode: Keeper,
  unitName: from(
    Type.String({ title: '制定单位名称', description: 'Current name of that unit' }),
    sql<string>`unit.name`
  ),
  ...actingFrom(),
  name: Name,
  year: SetYear,
  source: nullable(SourceText),
  state: State,
  indicators: from(
    Type.Integer({ title: '指标数', description: 'Number of indicators' }),
    sql<number>`jsonb_array_length(indicator_set.items)`
  ),
  madeAt: { ...Instant, title: '制定时间', description: 'Time at which the set was made' },
  publishedAt: nullable({ ...Instant, title: '发布时间', description: 'Time of the publication' }),
  updatedAt: from(updatedAt, sql<string>`coalesce(indicator_set.updated_at, indicator_set.made_at)`)
})

export const details = fieldsOf('indicator_set', {
  levels: from(Levels, sql<Static<typeof Levels>>`indicator_set.levels`),
  groups: Groups,
  grades: Grades,
  minTotalWeight: MinTotalWeight,
  items: Type.Array(Type.Unsafe<Static<typeof Indicator>>({ $ref: 'Indicator#' }), some),
  madeBy: person('制定人', 'Person who made the set'),
  publishedBy: nullable(person('发布人', 'Person who published the set')),
  retiredAt: nullable({ ...Instant, title: '停用时间', description: 'Time at which the set was retired' }),
  retiredBy: nullable(person('停用人', 'Person who retired the set'))
})
