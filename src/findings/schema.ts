import { type Static, Type } from 'typebox'
import { CitedRecords } from '../causes/index.ts'
import { deploymentLink } from '../deployments/index.ts'
import { actions, closed, Id, LocalDate, listOf, oneOf, UnitCode } from '../platform/http/schema.ts'
import { AreaWord, ChecklistItemId } from '../policy/index.ts'
import type { Term } from '../terms/index.ts'
import { Evidence } from './evidence.ts'
import { Content, details, item, Severity } from './fields.ts'
import { Measures, Reason } from './rectification/fields.ts'
import { stepNames } from './rules.ts'

/** The kinds of record from which a finding may arise. */
export const CauseKind = oneOf(['inspection', 'fund-check', 'disclosure-check', 'relative-check', 'case'], {
  'x-enum': 'FindingCauseKind',
  title: '种类',
  description: 'Kind of record'
})
const RectifyBy = Type.Optional({
  ...LocalDate,
  title: '整改期限',
  description: 'Last day for the rectification, after today; if omitted, the term `rectification` applies'
})

/** The fields of a new finding, whether it is made on its own or in an inspection. */
export const findingFields = {
  area: AreaWord,
  itemId: Type.Optional({
    ...ChecklistItemId,
    description: 'Checklist item; one of that area that applies to units of the level of the target'
  }),
  severity: Severity,
  text: Content,
  ...deploymentLink,
  evidence: Type.Optional(Evidence),
  rectifyBy: RectifyBy
}

export const NewFinding = closed(
  {
    unitCode: { ...UnitCode, title: '检查单位', description: 'Inspecting unit' },
    targetCode: { ...UnitCode, title: '被检查单位', description: 'Target: a unit below the inspecting unit' },
    ...findingFields,
    cause: Type.Optional(
      closed(
        {
          kind: CauseKind,
          id: { ...Id, title: '记录标识', description: 'Record; must be visible to the caller' }
        },
        { title: '事由', description: 'Record from which the finding arose; omitted if it arose on its own' }
      )
    )
  },
  {
    $id: 'NewFinding',
    title: '登记问题',
    description: 'New finding: a problem found at a unit below',
    examples: [
      {
        unitCode: '2201',
        targetCode: '220102',
        area: 'funds',
        severity: 'serious',
        text: '低保资金未按月足额发放。'
      }
    ]
  }
)
export type NewFinding = Static<typeof NewFinding>

export const Rectification = closed(
  {
    text: Measures,
    evidence: Type.Optional(Evidence),
    rectifiedOn: Type.Optional({
      ...LocalDate,
      title: '整改日期',
      description:
        'Date of the rectification, by default today; the date of the report decides whether the term is kept'
    })
  },
  {
    $id: 'Rectification',
    title: '报告整改',
    description: 'Report of the target on the rectification of a finding'
  }
)
export type Rectification = Static<typeof Rectification>

export const FindingReturn = closed(
  { reason: Reason, rectifyBy: RectifyBy },
  {
    $id: 'FindingReturn',
    title: '退回整改',
    description: 'Return of a rectification to the target, with the reason'
  }
)
export type FindingReturn = Static<typeof FindingReturn>

export const Waiver = closed(
  { reason: Reason },
  { $id: 'FindingWaiver', title: '免予整改', description: 'Waiver of the rectification, with the reason' }
)

export const FindingItem = closed(item.properties, {
  $id: 'FindingItem',
  title: '问题（列表项）',
  description: 'Finding in a list'
})
export type FindingItem = Static<typeof FindingItem>

export const Finding = closed(
  {
    ...item.properties,
    ...details.properties,
    causes: CitedRecords,
    terms: Type.Array(Type.Unsafe<Static<typeof Term>>({ $ref: 'Term#' }), {
      title: '期限',
      description: 'Terms for the rectification, the earliest first'
    }),
    actions: actions(stepNames)
  },
  { $id: 'Finding', title: '问题', description: 'Problem found at a unit, and its rectification' }
)
export type Finding = Static<typeof Finding>

export const FindingPage = {
  ...listOf(Type.Unsafe<FindingItem>({ $ref: 'FindingItem#' })),
  $id: 'FindingPage'
}

export const schemas = [NewFinding, Rectification, FindingReturn, Waiver, FindingItem, Finding, FindingPage]
