import { type Static, Type } from 'typebox'
import { closed, Id, listOf, ref, UnitCode } from '../../platform/http/schema.ts'
import * as evaluations from '../fields.ts'
import type { Indicator } from '../sets/fields.ts'
import * as fields from './fields.ts'

export const evaluatorParams = closed({ id: Id, n: fields.N })

const given = {
  sub: fields.Sub,
  name: fields.Name,
  organisation: fields.Organisation,
  ...fields.assignment,
  items: fields.Items,
  targets: fields.Targets
}

export const NewEvaluationEvaluator = closed(
  { ...given, conflicts: Type.Optional(fields.Conflicts) },
  {
    $id: 'NewEvaluationEvaluator',
    title: '委托第三方评价',
    description: 'Person of a third party who is assigned to an evaluation',
    examples: [
      {
        sub: 'evaluator-0001',
        name: '第三方人员甲',
        organisation: { name: '某评估咨询有限公司', registrationNo: '91220101MA0000000X' },
        agreementNo: '2026-评价-01',
        agreementFrom: '2026-03-01',
        agreementTo: '2026-06-30',
        items: ['awareness'],
        targets: ['220102'],
        conflicts: [{ unitCode: '220103', reason: '承担该单位的社会救助经办服务。' }]
      }
    ]
  }
)
export type NewEvaluationEvaluator = Static<typeof NewEvaluationEvaluator>

export const EvaluationEvaluator = closed(
  { n: fields.N, ...given, conflicts: fields.Conflicts, ...fields.kept },
  {
    $id: 'EvaluationEvaluator',
    title: '第三方评价人员',
    description: 'Person of a third party, with the agreement and what was assigned'
  }
)
export type EvaluationEvaluator = Static<typeof EvaluationEvaluator>

export const EvaluationEvaluators = closed(
  { items: Type.Array(ref(EvaluationEvaluator)) },
  {
    $id: 'EvaluationEvaluators',
    title: '第三方评价人员名单',
    description: 'People of third parties who are assigned to an evaluation'
  }
)

export const EvaluationAssignment = closed(
  {
    evaluationId: fields.EvaluationId,
    unitCode: evaluations.Keeper,
    unitName: fields.UnitName,
    setName: fields.SetName,
    year: evaluations.EvaluationYear,
    from: evaluations.PeriodFrom,
    to: evaluations.PeriodTo,
    verifyBy: evaluations.VerifyBy,
    state: evaluations.State,
    ...fields.assignment,
    items: fields.Items,
    indicators: Type.Array(Type.Unsafe<Static<typeof Indicator>>({ $ref: 'Indicator#' }), {
      title: '评价指标',
      description: 'All indicators of the set'
    }),
    targets: Type.Array(
      closed(
        {
          unitCode: { ...UnitCode, description: 'Unit about which the person gives values' },
          unitName: Type.String({ title: '单位名称', description: 'Current name of the unit' })
        },
        { title: '受委托单位', description: 'Unit about which the person gives values' }
      ),
      { title: '受委托单位', description: 'Units about which the person gives values' }
    )
  },
  {
    $id: 'EvaluationAssignment',
    title: '受委托事项',
    description: 'Assignment of the calling third party'
  }
)
export type EvaluationAssignment = Static<typeof EvaluationAssignment>

export const EvaluationAssignmentItem = closed(fields.listed.properties, {
  $id: 'EvaluationAssignmentItem',
  title: '受委托事项（列表项）',
  description: 'Assignment of the calling third party in a list'
})

export const EvaluationAssignmentPage = {
  ...listOf(ref(EvaluationAssignmentItem)),
  $id: 'EvaluationAssignmentPage'
}

export const evaluatorSchemas = [
  NewEvaluationEvaluator,
  EvaluationEvaluator,
  EvaluationEvaluators,
  EvaluationAssignment,
  EvaluationAssignmentItem,
  EvaluationAssignmentPage
]
