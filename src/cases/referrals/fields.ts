import { sql } from 'kysely'
import { Type } from 'typebox'
import { fieldsOf, from } from '../../platform/database/fields.ts'
import { Id, LocalDate, nullable, oneOf, text, updatedAt } from '../../platform/http/schema.ts'
import { acting as actingSchema, handedOver } from '../../units/index.ts'
import '../tables.ts'
import { codesOf } from '../vocabulary.ts'
import { acting, isWithinPassed } from './visibility.ts'

export const Receiver = oneOf(codesOf('referral-receiver'), {
  'x-enum': 'ReferralReceiver',
  title: '接收机关类别',
  description: 'Kind of receiving authority'
})
export const receiverName = text(200, '接收机关', 'Name of the receiving authority')
export const content = text(
  8000,
  '线索内容',
  'Content of the clue; must not contain the name of the reporter'
)
export const receiptNumber = text(100, '回执文号', 'Number of the receipt')
export const receivedOn = {
  ...LocalDate,
  title: '回执日期',
  description: 'Date on which the authority received the referral'
}
export const outcome = text(8000, '处理结果', 'Outcome reported by the authority')
export const outcomeOn = { ...LocalDate, title: '处理结果日期', description: 'Date of the outcome' }

/** A referral in a list: all but its term. A referral of a case also needs the joined `petition_case`. */
export const item = fieldsOf('case_referral', {
  id: Id,
  caseId: nullable({ ...Id, title: '信访件', description: 'Case from which the clue arose' }),
  findingId: nullable({ ...Id, title: '问题', description: 'Finding from which the clue arose' }),
  fundCheckId: nullable({ ...Id, title: '资金检查', description: 'Fund check from which the clue arose' }),
  receiver: Receiver,
  receiverName,
  text: content,
  referredOn: { ...LocalDate, title: '移交日期', description: 'Date of the referral' },
  dueOn: nullable({
    ...LocalDate,
    title: '移交期限',
    description: 'Last day for the receipt; null for referrals made before this term was introduced'
  }),
  overdue: from(
    Type.Boolean({
      title: '是否超期',
      description: 'Whether that day has passed without a receipt or an outcome'
    }),
    ({ today }) => sql<boolean>`coalesce(case_referral.due_on < ${today}::date
      and num_nonnulls(case_referral.received_on, case_referral.outcome_on) = 0, false)`
  ),
  receiptNumber: nullable(receiptNumber),
  receivedOn: nullable(receivedOn),
  outcome: nullable(outcome),
  outcomeOn: nullable(outcomeOn),
  actingUnitCode: from(actingSchema.actingUnitCode, acting),
  actingUnitName: from(
    actingSchema.actingUnitName,
    sql<string | null>`(select name from unit where code = ${acting})`
  ),
  handedOver: from(
    handedOver,
    (viewer) => sql<boolean>`(case_referral.passed_to_code is not null and not ${isWithinPassed(viewer)})`
  ),
  updatedAt: from(
    updatedAt,
    sql<string>`coalesce(case_referral.updated_at,
      case_referral.referred_on::timestamp at time zone 'Asia/Shanghai')`
  )
})
