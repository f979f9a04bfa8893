import { sql } from 'kysely'
import { type Static, Type } from 'typebox'
import { fieldsOf, from } from '../../platform/database/fields.ts'
import { closed, Id, Instant, LocalDate, person, text, UnitCode } from '../../platform/http/schema.ts'
import * as evaluations from '../fields.ts'
import { IndicatorCode } from '../sets/fields.ts'
import { freeTargets } from './assigned-to.ts'

/** A unified social credit code, or the number of an earlier registration. */
export const REGISTRATION_NO = '^[0-9A-Z]{15,20}$'

export const Sub = text(200, '第三方人员标识', 'Person who gives the values (subject of the access token)')
export const Name = text(100, '第三方人员姓名', 'Name of the person')
export const Organisation = closed(
  {
    name: text(200, '机构名称', 'Name of the organisation'),
    registrationNo: Type.String({
      pattern: REGISTRATION_NO,
      maxLength: 20,
      title: '统一社会信用代码',
      description: 'Unified social credit code of the organisation, or its registration number',
      examples: ['91220101MA0000000X']
    })
  },
  { title: '第三方机构', description: 'Organisation of the third party' }
)
export const AgreementNo = text(100, '委托协议编号', 'Number of the agreement with the organisation')
export const AgreementFrom = {
  ...LocalDate,
  title: '协议起始日期',
  description: 'First day of the agreement'
}
export const AgreementTo = {
  ...LocalDate,
  title: '协议截止日期',
  description: 'Last day of the agreement; from the next day on the person sees and enters nothing'
}
export const Items = Type.Array(IndicatorCode, {
  minItems: 1,
  maxItems: 100,
  uniqueItems: true,
  title: '受委托指标',
  description: 'Indicators whose values the person gives'
})
export const Targets = Type.Array(UnitCode, {
  minItems: 1,
  maxItems: 2000,
  uniqueItems: true,
  title: '受委托单位',
  description: 'Evaluated units about which the person gives values'
})
export const Conflicts = Type.Array(
  closed(
    {
      unitCode: { ...UnitCode, description: 'Unit for whose assistance office the organisation works' },
      reason: text(500, '回避理由', 'Reason of the conflict; must not name people')
    },
    { title: '利益冲突', description: 'Conflict of interest' }
  ),
  {
    maxItems: 100,
    title: '利益冲突',
    description: 'Units about which the organisation must not judge, whichever of its people is assigned'
  }
)
export type Conflicts = Static<typeof Conflicts>

export const N = Type.Integer({
  minimum: 1,
  maximum: 1000,
  title: '序号',
  description: 'Number within the evaluation, from 1'
})

export const assignment = {
  agreementNo: AgreementNo,
  agreementFrom: AgreementFrom,
  agreementTo: AgreementTo
}

export const EvaluationId = { ...Id, title: '绩效评价', description: 'Evaluation' }
export const UnitName = Type.String({ title: '评价单位名称', description: 'Current name of that unit' })
export const SetName = Type.String({ title: '指标体系名称', description: 'Name of the set' })
const AssignedAt = { ...Instant, title: '委托时间', description: 'Time of the assignment' }

/** An assignment in the list of the person who has it. */
export const listed = fieldsOf('evaluation_evaluator', {
  evaluationId: EvaluationId,
  unitCode: from(evaluations.Keeper, sql<string>`evaluation.unit_code`),
  unitName: from(UnitName, sql<string>`unit.name`),
  setName: from(SetName, sql<string>`indicator_set.name`),
  year: from(evaluations.EvaluationYear, sql<number>`evaluation.year`),
  from: from(evaluations.PeriodFrom, sql<string>`evaluation.from_on`),
  to: from(evaluations.PeriodTo, sql<string>`evaluation.to_on`),
  verifyBy: from(evaluations.VerifyBy, sql<string>`evaluation.verify_by`),
  state: from(evaluations.State, sql<Static<typeof evaluations.State>>`evaluation.state`),
  ...assignment,
  itemCount: from(
    Type.Integer({
      title: '受委托指标数',
      description: 'Number of indicators whose values the person gives'
    }),
    sql<number>`cardinality(evaluation_evaluator.items)`
  ),
  targetCount: from(
    Type.Integer({
      title: '受委托单位数',
      description: 'Number of units about which the person gives values'
    }),
    sql<number>`cardinality(${freeTargets})`
  ),
  assignedAt: AssignedAt
})

export const kept = {
  assignedAt: AssignedAt,
  assignedBy: person('委托人', 'Person who assigned the third party')
}
