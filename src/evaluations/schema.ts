import { type Static, Type } from 'typebox'
import { actions, closed, listOf, ref, UnitCode } from '../platform/http/schema.ts'
import { UnitLevel } from '../units/index.ts'
import * as fields from './fields.ts'
import { stepNames } from './rules.ts'

export const EvaluationTargets = Type.Union(
  [
    closed({
      unitCodes: Type.Array(UnitCode, {
        minItems: 1,
        maxItems: 2000,
        uniqueItems: true,
        title: '被评价单位',
        description: 'Units that are evaluated, all of them below the evaluating unit'
      })
    }),
    closed({
      withinCode: { ...UnitCode, title: '评价范围', description: 'Unit within which units are evaluated' },
      level: { ...UnitLevel, title: '层级', description: 'Level of the units that are evaluated' }
    }),
    closed({
      self: Type.Boolean({ title: '自我评价', description: 'Whether the unit evaluates itself: `true`' })
    })
  ],
  {
    $id: 'EvaluationTargets',
    title: '评价对象',
    description: 'Units to be evaluated: by their codes, by place and level, or the unit itself'
  }
)
export type EvaluationTargets = Static<typeof EvaluationTargets>

export const NewEvaluation = closed(
  {
    unitCode: fields.Keeper,
    setId: fields.SetId,
    year: fields.EvaluationYear,
    from: fields.PeriodFrom,
    to: fields.PeriodTo,
    targets: Type.Unsafe<EvaluationTargets>({ $ref: 'EvaluationTargets#' }),
    selfBy: fields.SelfBy,
    verifyBy: fields.VerifyBy
  },
  {
    $id: 'NewEvaluation',
    title: '制定绩效评价',
    description: 'New evaluation, as a draft',
    examples: [
      {
        unitCode: '2201',
        setId: '019f3c2a-7d10-7c3e-9b52-6f1d2a4c8e01',
        year: 2026,
        from: '2026-01-01',
        to: '2026-12-31',
        targets: { unitCodes: ['220102'] },
        selfBy: '2027-01-31',
        verifyBy: '2027-02-28'
      }
    ]
  }
)
export type NewEvaluation = Static<typeof NewEvaluation>

export const EvaluationItem = closed(fields.item.properties, {
  $id: 'EvaluationItem',
  title: '绩效评价（列表项）',
  description: 'Evaluation in a list'
})

export const Evaluation = closed(
  { ...fields.item.properties, ...fields.details.properties, actions: actions(stepNames) },
  { $id: 'Evaluation', title: '绩效评价', description: 'Evaluation of units by a set of indicators' }
)
export type Evaluation = Static<typeof Evaluation>

export const EvaluationPage = { ...listOf(ref(EvaluationItem)), $id: 'EvaluationPage' }

export const schemas = [EvaluationTargets, NewEvaluation, EvaluationItem, Evaluation, EvaluationPage]
