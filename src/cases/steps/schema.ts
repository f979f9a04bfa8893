import { Type } from 'typebox'
import { closed, Id, LocalDate, oneOf, text, UnitCode } from '../../platform/http/schema.ts'
import { accusing } from '../intake/schema.ts'
import { Cause } from '../schema.ts'
import { codesOf } from '../vocabulary.ts'

const ReplyOutcome = oneOf(codesOf('reply-outcome'), {
  title: '处理结果',
  description: 'What the reply says'
})
const ReviewOutcome = oneOf(codesOf('review-outcome'), {
  title: '复查（复核）结果',
  description: 'What became of the decision before'
})

const reason = (title: string, description: string) => closed({ reason: text(2000, title, description) })

export const Decline = closed(
  {
    reason: text(2000, '不予受理理由', 'Why it is declined; told to the petitioner'),
    sameFactsAs: Type.Optional({ ...Id, title: '同一事实信访件', description: 'A case about the same facts' })
  },
  { $id: 'CaseDecline', title: '不予受理', description: 'Declines a case' }
)
export const Link = closed(
  { caseId: { ...Id, title: '同一事实信访件', description: 'A case about the same facts' } },
  { $id: 'CaseLink', title: '关联', description: 'Links two cases about the same facts' }
)
export const Forward = closed(
  { toUnitCode: UnitCode, note: text(2000, '转送说明', 'Why it goes there') },
  { $id: 'CaseForward', title: '转送', description: 'Hands a case to another unit' }
)
export const Objection = { ...reason('异议理由', 'Why it is not our business'), $id: 'CaseObjection' }
export const Extension = closed(
  {
    days: Type.Integer({ minimum: 1, maximum: 10_000, title: '延长天数', description: 'Calendar days' }),
    reason: text(2000, '延长理由', 'Told to the petitioner')
  },
  { $id: 'CaseExtension', title: '延长办理期限', description: 'Extends the term, once' }
)
export const Exclusion = closed(
  { from: LocalDate, to: LocalDate, reason: text(2000, '扣除理由', 'A hearing, for instance') },
  { $id: 'CaseExclusion', title: '期限扣除', description: 'Days that do not count, first and last included' }
)
export const Reply = closed(
  { text: text(8000, '答复意见', 'Written to the petitioner'), outcome: ReplyOutcome, cause: Cause },
  { $id: 'CaseReply', title: '答复', description: 'The written reply' }
)
export const Request = closed(
  { requestedOn: { ...LocalDate, title: '申请日期', description: 'Day on which the petitioner asked' } },
  { $id: 'CaseRequest', title: '复查（复核）申请', description: 'The petitioner asks the next unit above' }
)
export const Review = closed(
  { text: text(8000, '复查（复核）意见', 'Written to the petitioner'), outcome: ReviewOutcome },
  { $id: 'CaseReview', title: '复查（复核）意见', description: 'The decision of the unit above' }
)
export const Recusal = closed(
  {
    reason: text(2000, '回避理由', 'The interest at stake'),
    sub: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 200,
        title: '回避人',
        description: 'Whom a leader sends aside; left out: the caller steps aside'
      })
    )
  },
  {
    $id: 'CaseRecusal',
    title: '回避',
    description: 'Somebody steps aside, and sees nothing of the case any more'
  }
)
export const Readmission = closed(
  {
    sub: Type.String({
      minLength: 1,
      maxLength: 200,
      title: '回避人',
      description: 'Who is to see the case again'
    }),
    reason: text(2000, '解除理由', 'Why he need not stand aside')
  },
  { $id: 'CaseReadmission', title: '解除回避', description: 'Lets somebody in again who is aside' }
)
export const Accusal = closed(
  { ...accusing, reason: text(2000, '认定理由', 'How that was found out') },
  {
    $id: 'CaseAccusal',
    title: '认定被检举单位',
    description: 'Adds to the units that a report accuses',
    anyOf: [{ required: ['accusedUnitCode'] }, { required: ['accusedUnitCodes'] }]
  }
)
export const AccusalWithdrawal = closed(
  {
    unitCode: { ...UnitCode, title: '被检举单位', description: 'Unit that the report accuses no longer' },
    reason: text(2000, '撤销理由', 'Reason for taking the unit out')
  },
  {
    $id: 'CaseAccusalWithdrawal',
    title: '撤销被检举单位认定',
    description: 'Takes a unit out of those that a report accuses'
  }
)
export const Withdrawal = closed(
  { reason: Type.Optional(text(2000, '撤回理由', 'As the petitioner put it')) },
  { $id: 'CaseWithdrawal', title: '撤回', description: 'The petitioner withdraws' }
)
export const Recused = closed(
  {
    caseId: Id,
    sub: Type.String({ title: '回避人', description: 'Who sees nothing of the case any more' }),
    recusedOn: LocalDate
  },
  { $id: 'CaseRecused', title: '已回避', description: 'Somebody stepped aside' }
)

export const schemas = [
  Decline,
  Link,
  Forward,
  Objection,
  Extension,
  Exclusion,
  Reply,
  Request,
  Review,
  Recusal,
  Readmission,
  Accusal,
  AccusalWithdrawal,
  Withdrawal,
  Recused
]
