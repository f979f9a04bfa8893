import { type Static, Type } from 'typebox'
import { actions, closed, listOf } from '../../platform/http/schema.ts'
import type { Term } from '../../terms/index.ts'
import {
  content,
  item,
  outcome,
  outcomeOn,
  Receiver,
  receiptNumber,
  receivedOn,
  receiverName
} from './fields.ts'
import { stepNames } from './rules.ts'

export const NewReferral = closed(
  { receiver: Receiver, receiverName, text: content },
  {
    $id: 'NewReferral',
    title: '线索移交',
    description: 'New referral of a clue of a breach of discipline or law to another authority',
    examples: [{ receiver: 'discipline', receiverName: '市纪委监委', text: '工作人员涉嫌优亲厚友。' }]
  }
)
export type NewReferral = Static<typeof NewReferral>

export const Receipt = closed(
  { receiptNumber, receivedOn },
  { $id: 'ReferralReceipt', title: '移交回执', description: 'Receipt of the authority for a referral' }
)
export type Receipt = Static<typeof Receipt>

export const Outcome = closed(
  { outcome, outcomeOn },
  {
    $id: 'ReferralOutcome',
    title: '移交处理结果',
    description: 'Outcome of a referral, as reported by the authority'
  }
)
export type Outcome = Static<typeof Outcome>

export const ReferralItem = closed(item.properties, {
  $id: 'ReferralItem',
  title: '线索移交（列表项）',
  description: 'Referral in a list'
})
export type ReferralItem = Static<typeof ReferralItem>

export const Referral = closed(
  {
    ...item.properties,
    terms: Type.Array(Type.Unsafe<Static<typeof Term>>({ $ref: 'Term#' }), {
      title: '期限',
      description: 'Term for the referral: it ends with the receipt, or with an outcome without a receipt'
    }),
    actions: actions(stepNames)
  },
  {
    $id: 'Referral',
    title: '线索移交',
    description: 'Clue referred to another authority, with its receipt and its outcome'
  }
)
export type Referral = Static<typeof Referral>

export const ReferralPage = {
  ...listOf(Type.Unsafe<ReferralItem>({ $ref: 'ReferralItem#' })),
  $id: 'ReferralPage'
}

export const schemas = [NewReferral, Receipt, Outcome, ReferralItem, Referral, ReferralPage]
