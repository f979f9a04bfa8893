import { type Static, Type } from 'typebox'
import { pageParameters } from '../../platform/http/lists/paging.ts'
import { closed, Id, LocalDate, listOf, nullable, oneOf, text } from '../../platform/http/schema.ts'
import type { Term } from '../../terms/index.ts'
import { acting, handedOver } from '../../units/index.ts'
import { codesOf } from '../vocabulary.ts'

const Receiver = oneOf(codesOf('referral-receiver'), {
  'x-enum': 'ReferralReceiver',
  title: '接收机关类别',
  description: 'Kind of receiving authority'
})
const wanted = {
  receiver: Receiver,
  receiverName: text(200, '接收机关', 'Name of the receiving authority'),
  text: text(8000, '线索内容', 'Content of the clue; must not contain the name of the reporter')
}
const receiptNumber = text(100, '回执文号', 'Number of the receipt')
const receivedOn = {
  ...LocalDate,
  title: '回执日期',
  description: 'Date on which the authority received the referral'
}
const outcome = text(8000, '处理结果', 'Outcome reported by the authority')
const outcomeOn = { ...LocalDate, title: '处理结果日期', description: 'Date of the outcome' }

export const NewReferral = closed(wanted, {
  $id: 'NewReferral',
  title: '线索移交',
  description: 'New referral of a clue of a breach of discipline or law to another authority',
  examples: [{ receiver: 'discipline', receiverName: '市纪委监委', text: '工作人员涉嫌优亲厚友。' }]
})
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

const shown = {
  id: Id,
  caseId: nullable({ ...Id, title: '信访件', description: 'Case from which the clue arose' }),
  findingId: nullable({ ...Id, title: '问题', description: 'Finding from which the clue arose' }),
  fundCheckId: nullable({ ...Id, title: '资金检查', description: 'Fund check from which the clue arose' }),
  ...wanted,
  referredOn: { ...LocalDate, title: '移交日期', description: 'Date of the referral' },
  dueOn: nullable({
    ...LocalDate,
    title: '移交期限',
    description: 'Last day for the receipt; null for referrals made before this term was introduced'
  }),
  overdue: Type.Boolean({
    title: '是否超期',
    description: 'Whether that day has passed without a receipt or an outcome'
  }),
  receiptNumber: nullable(receiptNumber),
  receivedOn: nullable(receivedOn),
  outcome: nullable(outcome),
  outcomeOn: nullable(outcomeOn),
  ...acting,
  handedOver
}

export const ReferralItem = closed(shown, {
  $id: 'ReferralItem',
  title: '线索移交（列表项）',
  description: 'Referral in a list'
})
export type ReferralItem = Static<typeof ReferralItem>

export const Referral = closed(
  {
    ...shown,
    terms: Type.Array(Type.Unsafe<Static<typeof Term>>({ $ref: 'Term#' }), {
      title: '期限',
      description: 'Term for the referral: it ends with the receipt, or with an outcome without a receipt'
    })
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
export const referralQuery = closed({ ...pageParameters })
export type ReferralQuery = Static<typeof referralQuery>

export const schemas = [NewReferral, Receipt, Outcome, ReferralItem, Referral, ReferralPage]
