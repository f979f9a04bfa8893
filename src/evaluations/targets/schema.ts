import { type Static, Type } from 'typebox'
import { actions, closed, Id, listOf, ref, text, UnitCode } from '../../platform/http/schema.ts'
import { ClauseId } from '../../policy/index.ts'
import { IndicatorCode, measure } from '../sets/fields.ts'
import * as fields from './fields.ts'
import { stepNames } from './rules.ts'

export const targetParams = closed({ id: Id, unitCode: UnitCode })
export const valueParams = closed({ id: Id, unitCode: UnitCode, item: IndicatorCode })
export const objectionParams = closed({
  id: Id,
  unitCode: UnitCode,
  n: Type.Integer({ minimum: 1, maximum: 1000, title: '序号', description: 'Number of the objection' })
})

const Reason = text(
  1000,
  '调整理由',
  'Reason, where the value differs from the one before; must not name people'
)
const Value = measure('数值', 'Value in the measure of the indicator')

export const EvaluationValueEntry = closed(
  {
    value: Value,
    text: Type.Optional(
      text(2000, '说明', 'Explanation: reasons and measures where a goal was missed; must not name people')
    ),
    evidence: Type.Optional(
      Type.Array(Id, {
        maxItems: 20,
        uniqueItems: true,
        title: '佐证',
        description: 'Attachments that prove the value'
      })
    ),
    reason: Type.Optional(Reason)
  },
  {
    $id: 'EvaluationValueEntry',
    title: '填报指标值',
    description: 'Value of an indicator, given by the unit itself or verified by the evaluating unit',
    examples: [{ value: '36', text: '全年入户宣传四场。' }]
  }
)
export type EvaluationValueEntry = Static<typeof EvaluationValueEntry>

export const NewEvaluationObjection = closed(
  { item: IndicatorCode, text: { ...fields.ObjectionText, description: 'Objection; must not name people' } },
  {
    $id: 'NewEvaluationObjection',
    title: '提出异议',
    description: 'Objection of an evaluated unit to a value',
    examples: [{ item: 'policy', text: '年度文件已于三月印发，请复核。' }]
  }
)
export type NewEvaluationObjection = Static<typeof NewEvaluationObjection>

export const EvaluationObjectionDecision = closed(
  {
    outcome: fields.ObjectionOutcome,
    reason: text(1000, '处理理由', 'Reason of the decision; must not name people'),
    value: Type.Optional({ ...Value, description: 'Value that then counts, where the objection is upheld' })
  },
  {
    $id: 'EvaluationObjectionDecision',
    title: '处理异议',
    description: 'Decision on an objection',
    examples: [{ outcome: 'upheld', reason: '经复核，文件有效。', value: '38' }]
  }
)
export type EvaluationObjectionDecision = Static<typeof EvaluationObjectionDecision>

export const EvaluationVeto = closed(
  {
    reason: text(1000, '一票否决理由', 'Reason, such as falsified values; must not name people'),
    clauseId: Type.Optional({ ...ClauseId, maxLength: 60, description: 'Clause on which the veto rests' })
  },
  {
    $id: 'EvaluationVeto',
    title: '一票否决',
    description: 'Veto: the grade is unqualified, whatever the total',
    examples: [{ reason: '佐证材料弄虚作假。' }]
  }
)
export type EvaluationVeto = Static<typeof EvaluationVeto>

export const EvaluationTargetItem = closed(fields.item.properties, {
  $id: 'EvaluationTargetItem',
  title: '被评价单位（列表项）',
  description: 'Evaluated unit in a list'
})

const { keeps: _, ...details } = fields.details.properties
export const EvaluationTarget = closed(
  {
    ...fields.item.properties,
    ...details,
    values: Type.Array(ref(fields.TargetValue), {
      title: '指标值',
      description: 'Indicators with their values'
    }),
    objections: Type.Array(ref(fields.TargetObjection), { title: '异议', description: 'Objections' }),
    actions: actions(stepNames)
  },
  { $id: 'EvaluationTarget', title: '被评价单位', description: 'Evaluated unit with its values and result' }
)
export type EvaluationTarget = Static<typeof EvaluationTarget>

export const EvaluationTargetPage = { ...listOf(ref(EvaluationTargetItem)), $id: 'EvaluationTargetPage' }

export const RankedUnit = closed(fields.ranked.properties, {
  $id: 'RankedUnit',
  title: '排名',
  description: 'Ranked unit'
})
export const EvaluationRanking = { ...listOf(ref(RankedUnit)), $id: 'EvaluationRanking' }

export const targetSchemas = [
  fields.Entered,
  fields.Computation,
  fields.TargetValue,
  fields.TargetObjection,
  EvaluationValueEntry,
  NewEvaluationObjection,
  EvaluationObjectionDecision,
  EvaluationVeto,
  EvaluationTargetItem,
  EvaluationTarget,
  EvaluationTargetPage,
  RankedUnit,
  EvaluationRanking
]
