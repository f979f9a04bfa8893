import { type Static, Type } from 'typebox'
import { pageParameters } from '../../platform/http/lists/paging.ts'
import { closed, Id, LocalDate, listOf, nullable, oneOf, text } from '../../platform/http/schema.ts'
import type { Term } from '../../terms/index.ts'
import { acting, handedOver } from '../../units/index.ts'
import { codesOf } from '../vocabulary.ts'

const Receiver = oneOf(codesOf('referral-receiver'), {
  title: '接收机关类别',
  description: 'What kind of authority it is'
})
const wanted = {
  receiver: Receiver,
  receiverName: text(200, '接收机关', 'Name of the authority'),
  text: text(8000, '线索内容', 'The clue; names of the reporter have no place here')
}
const receiptNumber = text(100, '回执文号', 'Number of the receipt')
const receivedOn = { ...LocalDate, title: '回执日期', description: 'Day on which the authority received it' }
const outcome = text(8000, '处理结果', 'What the authority made of it')
const outcomeOn = { ...LocalDate, title: '处理结果日期', description: 'Day of the outcome' }

export const NewReferral = closed(wanted, {
  $id: 'NewReferral',
  title: '线索移交',
  description: 'Hands a clue of a breach of discipline or law to another authority',
  examples: [{ receiver: 'discipline', receiverName: '市纪委监委', text: '工作人员涉嫌优亲厚友。' }]
})
export type NewReferral = Static<typeof NewReferral>

export const Receipt = closed(
  { receiptNumber, receivedOn },
  { $id: 'ReferralReceipt', title: '移交回执', description: 'The authority has received it' }
)
export type Receipt = Static<typeof Receipt>

export const Outcome = closed(
  { outcome, outcomeOn },
  { $id: 'ReferralOutcome', title: '移交处理结果', description: 'The authority tells what came of it' }
)
export type Outcome = Static<typeof Outcome>

const shown = {
  id: Id,
  caseId: nullable({ ...Id, title: '信访件', description: 'The case that the clue came from' }),
  findingId: nullable({ ...Id, title: '问题', description: 'The finding that the clue came from' }),
  fundCheckId: nullable({ ...Id, title: '资金检查', description: 'The fund check that the clue came from' }),
  ...wanted,
  referredOn: { ...LocalDate, title: '移交日期', description: 'Day on which it was handed over' },
  dueOn: nullable({
    ...LocalDate,
    title: '移交期限',
    description: 'Last day for the receipt; null: made before referrals had a term'
  }),
  overdue: Type.Boolean({
    title: '是否超期',
    description: 'That day has passed without a receipt or an outcome'
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
  description: 'A referral as a list shows it'
})
export type ReferralItem = Static<typeof ReferralItem>

export const Referral = closed(
  {
    ...shown,
    terms: Type.Array(Type.Unsafe<Static<typeof Term>>({ $ref: 'Term#' }), {
      title: '期限',
      description: 'The term for handing it over: until the receipt, or an outcome without one'
    })
  },
  {
    $id: 'Referral',
    title: '线索移交',
    description: 'A clue handed to another authority, its receipt and its outcome'
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
