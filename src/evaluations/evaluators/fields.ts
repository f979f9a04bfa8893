import { type Static, Type } from 'typebox'
import { closed, Instant, LocalDate, person, text, UnitCode } from '../../platform/http/schema.ts'
import { IndicatorCode } from '../sets/fields.ts'

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

export const kept = {
  assignedAt: { ...Instant, title: '委托时间', description: 'Time of the assignment' },
  assignedBy: person('委托人', 'Person who assigned the third party')
}
