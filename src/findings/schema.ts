import { type Static, Type } from 'typebox'
import { CitedRecords } from '../causes/index.ts'
import {
  closed,
  Id,
  Instant,
  LocalDate,
  listOf,
  nullable,
  oneOf,
  text,
  UnitCode
} from '../platform/http/schema.ts'
import { AreaWord, ChecklistItemId } from '../policy/index.ts'
import type { Term } from '../terms/index.ts'
import { acting, handedOver } from '../units/index.ts'
import { severities, states } from './vocabulary.ts'

export const State = oneOf(states, { title: '状态', description: 'Status of the rectification' })
export const Severity = oneOf(severities, { title: '严重程度', description: 'Severity' })
/** The kinds of record from which a finding may arise. */
export const CauseKind = oneOf(['inspection', 'fund-check', 'case'], {
  'x-enum': 'FindingCauseKind',
  title: '种类',
  description: 'Kind of record'
})
const content = text(4000, '问题描述', 'Description of the problem; must not contain names of persons')
const rectification = text(8000, '整改情况', 'Measures that the target has taken')
const reason = text(1000, '理由', 'Reason')

const Evidence = Type.Array(
  closed({
    text: text(1000, '证据', 'Piece of evidence: a document, a picture, a statement'),
    on: Type.Optional({
      ...LocalDate,
      title: '证据日期',
      description: 'Date of the evidence; not in the future'
    })
  }),
  { maxItems: 50, title: '证据', description: 'Evidence' }
)
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
  text: content,
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
    text: rectification,
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
  { reason, rectifyBy: RectifyBy },
  {
    $id: 'FindingReturn',
    title: '退回整改',
    description: 'Return of a rectification to the target, with the reason'
  }
)
export type FindingReturn = Static<typeof FindingReturn>

export const Waiver = closed(
  { reason },
  { $id: 'FindingWaiver', title: '免予整改', description: 'Waiver of the rectification, with the reason' }
)

const shown = {
  id: Id,
  unitCode: { ...UnitCode, title: '检查单位', description: 'Inspecting unit' },
  unitName: Type.String({ title: '检查单位名称', description: 'Current name of the inspecting unit' }),
  targetCode: { ...UnitCode, title: '被检查单位', description: 'Target, where the problem was found' },
  targetName: Type.String({ title: '被检查单位名称', description: 'Current name of the target' }),
  area: AreaWord,
  itemId: nullable(ChecklistItemId),
  severity: Severity,
  text: content,
  state: State,
  dueOn: nullable({
    ...LocalDate,
    title: '整改期限',
    description: 'Last day for the rectification; null while the target does not have to act'
  }),
  overdue: Type.Boolean({ title: '是否逾期', description: 'Whether that day has passed' }),
  repeats: nullable({
    ...Id,
    title: '重复问题',
    description: 'Latest earlier finding on the same item (or, without an item, the same area) at this target'
  }),
  createdAt: Instant,
  ...acting,
  handedOver
}

export const FindingItem = closed(shown, {
  $id: 'FindingItem',
  title: '问题（列表项）',
  description: 'Finding in a list'
})
export type FindingItem = Static<typeof FindingItem>

export const Finding = closed(
  {
    ...shown,
    evidence: Evidence,
    rectifications: Type.Array(
      closed({
        text: rectification,
        evidence: Evidence,
        rectifiedOn: {
          ...LocalDate,
          title: '整改日期',
          description: 'Date of the rectification, as reported'
        },
        reportedOn: { ...LocalDate, title: '报告日期', description: 'Date of the report' },
        noticeId: nullable({
          ...Id,
          title: '通报',
          description: 'Notice whose answer reported the rectification; null if reported directly'
        }),
        outcome: nullable(
          oneOf(['accepted', 'sent-back'], {
            'x-enum': 'RectificationOutcome',
            title: '认定结果',
            description: 'Decision on the rectification; null: not decided yet'
          })
        ),
        reason: nullable(reason),
        decidedOn: nullable({ ...LocalDate, title: '认定日期', description: 'Date of the decision' })
      }),
      { title: '整改', description: 'Rectifications that the target reported, each with the decision on it' }
    ),
    waiveReason: nullable({ ...reason, title: '免予整改的理由', description: 'Reason for the waiver' }),
    causes: CitedRecords,
    terms: Type.Array(Type.Unsafe<Static<typeof Term>>({ $ref: 'Term#' }), {
      title: '期限',
      description: 'Terms for the rectification, the earliest first'
    })
  },
  { $id: 'Finding', title: '问题', description: 'Problem found at a unit, and its rectification' }
)
export type Finding = Static<typeof Finding>

export const FindingPage = {
  ...listOf(Type.Unsafe<FindingItem>({ $ref: 'FindingItem#' })),
  $id: 'FindingPage'
}

export const schemas = [NewFinding, Rectification, FindingReturn, Waiver, FindingItem, Finding, FindingPage]
