import { type Static, Type } from 'typebox'
import { actions, closed, listOf, text, UnitCode, Year } from '../platform/http/schema.ts'
import * as fields from './fields.ts'
import { stepNames } from './rules.ts'

const content = {
  title: fields.Title,
  documentNo: Type.Optional(fields.DocumentNo),
  issuedOn: Type.Optional(fields.IssuedOn),
  from: Type.Optional(fields.Begin),
  to: Type.Optional(fields.End),
  validYears: Type.Optional(fields.ValidYears),
  localRuleId: Type.Optional(fields.LocalRuleId),
  attachmentId: Type.Optional(fields.AttachmentId),
  text: Type.Optional(fields.Text),
  topics: Type.Optional(fields.Topics),
  figures: Type.Optional(fields.Figures),
  assignments: Type.Optional(fields.Assignments)
}

export const NewDutyRecord = closed(
  {
    unitCode: { ...UnitCode, title: '单位', description: 'Unit that files the record' },
    year: Year,
    kind: fields.Kind,
    ...content
  },
  {
    $id: 'NewDutyRecord',
    title: '填报履职记录',
    description: 'New record of work on a standing duty',
    examples: [
      {
        unitCode: '2202',
        year: 2026,
        kind: 'scheme',
        title: '2026年社会救助监管工作方案',
        documentNo: '吉市民发〔2026〕3号',
        issuedOn: '2026-02-20'
      }
    ]
  }
)
export type NewDutyRecord = Static<typeof NewDutyRecord>

export const DutyRecordChange = closed(
  { ...content, title: Type.Optional(fields.Title) },
  {
    $id: 'DutyRecordChange',
    title: '变更履职记录',
    description: 'Change of a duty record; it is reviewed again',
    minProperties: 1,
    examples: [{ figures: { sessions: 3, people: 120, copies: 500 } }]
  }
)
export type DutyRecordChange = Static<typeof DutyRecordChange>

export const DutyRecordReturn = closed(
  { reason: text(1000, '退回理由', 'Reason of the return, and missing content') },
  { $id: 'DutyRecordReturn', title: '退回履职记录', description: 'Return of a duty record' }
)
export const DutyRecordWithdrawal = closed(
  { reason: text(1000, '撤回理由', 'Reason of the withdrawal') },
  { $id: 'DutyRecordWithdrawal', title: '撤回履职记录', description: 'Withdrawal of a duty record' }
)

export const DutyRecordItem = closed(fields.item.properties, {
  $id: 'DutyRecordItem',
  title: '履职记录（列表项）',
  description: 'Duty record in a list'
})
export type DutyRecordItem = Static<typeof DutyRecordItem>

export const DutyRecord = closed(
  { ...fields.item.properties, ...fields.details.properties, actions: actions(stepNames) },
  {
    $id: 'DutyRecord',
    title: '履职记录',
    description: 'Record of the work of a unit on a standing duty in a year'
  }
)
export type DutyRecord = Static<typeof DutyRecord>

export const DutyRecordPage = {
  ...listOf(Type.Unsafe<DutyRecordItem>({ $ref: 'DutyRecordItem#' })),
  $id: 'DutyRecordPage'
}

export const schemas = [
  NewDutyRecord,
  DutyRecordChange,
  DutyRecordReturn,
  DutyRecordWithdrawal,
  DutyRecordItem,
  DutyRecord,
  DutyRecordPage
]
