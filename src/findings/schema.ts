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

export const State = oneOf(states, { title: '状态', description: 'How far the rectification is' })
export const Severity = oneOf(severities, { title: '严重程度', description: 'How bad it is' })
/** What a finding may come out of. */
export const CauseKind = oneOf(['inspection', 'fund-check', 'case'], {
  title: '种类',
  description: 'The kind of record'
})
const content = text(4000, '问题描述', 'What was found wrong; names of persons have no place here')
const rectification = text(8000, '整改情况', 'What the target did about it')
const reason = text(1000, '理由', 'Why')

const Evidence = Type.Array(
  closed({
    text: text(1000, '证据', 'What proves it: a document, a picture, a statement'),
    on: Type.Optional({
      ...LocalDate,
      title: '证据日期',
      description: 'Of which day it is; not a day to come'
    })
  }),
  { maxItems: 50, title: '证据', description: 'What proves it' }
)
const RectifyBy = Type.Optional({
  ...LocalDate,
  title: '整改期限',
  description: 'Last day for the rectification, after today; left out: by the rule `rectification`'
})

/** What is said of a finding wherever it is made: by itself, or in an inspection. */
export const findingFields = {
  area: AreaWord,
  itemId: Type.Optional({
    ...ChecklistItemId,
    description: 'The checklist item, of that area and for units like the target'
  }),
  severity: Severity,
  text: content,
  evidence: Type.Optional(Evidence),
  rectifyBy: RectifyBy
}

export const NewFinding = closed(
  {
    unitCode: { ...UnitCode, title: '检查单位', description: 'The unit that found it' },
    targetCode: { ...UnitCode, title: '被检查单位', description: 'Where it was found; a unit below' },
    ...findingFields,
    cause: Type.Optional(
      closed(
        {
          kind: CauseKind,
          id: { ...Id, title: '记录标识', description: 'A record that the caller may see' }
        },
        { title: '事由', description: 'What it came out of; left out: it was found on its own' }
      )
    )
  },
  {
    $id: 'NewFinding',
    title: '登记问题',
    description: 'Puts on record what was found wrong',
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
      description: 'When it was done; left out: today. The term is kept by the day of the report'
    })
  },
  { $id: 'Rectification', title: '报告整改', description: 'What the target did about a finding' }
)
export type Rectification = Static<typeof Rectification>

export const FindingReturn = closed(
  { reason, rectifyBy: RectifyBy },
  { $id: 'FindingReturn', title: '退回整改', description: 'Why the rectification will not do' }
)
export type FindingReturn = Static<typeof FindingReturn>

export const Waiver = closed(
  { reason },
  { $id: 'FindingWaiver', title: '免予整改', description: 'Why nothing more is asked of the target' }
)

const shown = {
  id: Id,
  unitCode: { ...UnitCode, title: '检查单位', description: 'The unit that found it' },
  unitName: Type.String({ title: '检查单位名称', description: 'Its name today' }),
  targetCode: { ...UnitCode, title: '被检查单位', description: 'Where it was found' },
  targetName: Type.String({ title: '被检查单位名称', description: 'Its name today' }),
  area: AreaWord,
  itemId: nullable(ChecklistItemId),
  severity: Severity,
  text: content,
  state: State,
  dueOn: nullable({
    ...LocalDate,
    title: '整改期限',
    description: "Last day for the rectification; null where it is not the target's turn"
  }),
  overdue: Type.Boolean({ title: '是否逾期', description: 'That day has passed' }),
  repeats: nullable({
    ...Id,
    title: '重复问题',
    description: 'The latest finding before it on the same item, or the same area, at the same target'
  }),
  createdAt: Instant,
  ...acting,
  handedOver
}

export const FindingItem = closed(shown, {
  $id: 'FindingItem',
  title: '问题（列表项）',
  description: 'A finding as a list shows it'
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
        rectifiedOn: { ...LocalDate, title: '整改日期', description: 'When it was done, as the target says' },
        reportedOn: { ...LocalDate, title: '报告日期', description: 'When it was reported' },
        noticeId: nullable({
          ...Id,
          title: '通报',
          description: 'The notice by the answer to which it was reported'
        }),
        outcome: nullable(
          oneOf(['accepted', 'sent-back'], { title: '认定结果', description: 'null: not judged yet' })
        ),
        reason: nullable(reason),
        decidedOn: nullable({ ...LocalDate, title: '认定日期', description: 'When it was judged' })
      }),
      { title: '整改', description: 'What the target reported, each time, and what became of it' }
    ),
    waiveReason: nullable({ ...reason, title: '免予整改的理由', description: 'Why it was waived' }),
    causes: CitedRecords,
    terms: Type.Array(Type.Unsafe<Static<typeof Term>>({ $ref: 'Term#' }), {
      title: '期限',
      description: 'Terms for the rectification, the first one first'
    })
  },
  { $id: 'Finding', title: '问题', description: 'What was found wrong, and what was done about it' }
)
export type Finding = Static<typeof Finding>

export const FindingPage = {
  ...listOf(Type.Unsafe<FindingItem>({ $ref: 'FindingItem#' })),
  $id: 'FindingPage'
}

export const schemas = [NewFinding, Rectification, FindingReturn, Waiver, FindingItem, Finding, FindingPage]
