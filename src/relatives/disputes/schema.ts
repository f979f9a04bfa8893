import { type Static, Type } from 'typebox'
import { actions, closed, listOf } from '../../platform/http/schema.ts'
import * as fields from './fields.ts'
import { stepNames } from './rules.ts'

export const NewDispute = closed(
  {
    reason: fields.Reason,
    foundOn: fields.FoundOn,
    basis: fields.Basis,
    inspectionId: Type.Optional(fields.InspectionId),
    findingId: Type.Optional(fields.FindingId)
  },
  {
    $id: 'NewRelativeDispute',
    title: '认定备案不实',
    description: 'New dispute of a filing: what an inspection or a comparison found',
    examples: [{ reason: 'not-related', foundOn: '2026-03-02', basis: '户籍档案显示双方无亲属关系。' }]
  }
)
export type NewDispute = Static<typeof NewDispute>

export const DisputeWithdrawal = closed(
  { reason: fields.WithdrawnReason },
  {
    $id: 'RelativeDisputeWithdrawal',
    title: '撤回认定',
    description: 'Withdrawal of a dispute',
    examples: [{ reason: '经复核，亲属关系属实。' }]
  }
)
export type DisputeWithdrawal = Static<typeof DisputeWithdrawal>

export const DisputeItem = closed(fields.item.properties, {
  $id: 'RelativeDisputeItem',
  title: '备案不实的认定（列表项）',
  description: 'Dispute of a filing, in a list'
})

export const Dispute = closed(
  { ...fields.item.properties, ...fields.details.properties, actions: actions(stepNames) },
  {
    $id: 'RelativeDispute',
    title: '备案不实的认定',
    description: 'Dispute of a filing by a unit above, which only that unit and those above it see'
  }
)
export type Dispute = Static<typeof Dispute>

export const DisputePage = {
  ...listOf(Type.Unsafe<Static<typeof DisputeItem>>({ $ref: 'RelativeDisputeItem#' })),
  $id: 'RelativeDisputePage'
}

export const disputeSchemas = [NewDispute, DisputeWithdrawal, DisputeItem, Dispute, DisputePage]
