import { Type } from 'typebox'
import { closed, Id, LocalDate, oneOf, person, text, UnitCode } from '../../platform/http/schema.ts'
import { Cause } from '../fields.ts'
import { accusing } from '../intake/schema.ts'
import { codesOf } from '../vocabulary.ts'

const ReplyOutcome = oneOf(codesOf('reply-outcome'), {
  title: '处理结果',
  description: 'Outcome of the reply'
})
const ReviewOutcome = oneOf(codesOf('review-outcome'), {
  title: '复查（复核）结果',
  description: 'Outcome for the previous decision'
})

const reason = (title: string, description: string) => closed({ reason: text(2000, title, description) })

export const Decline = closed(
  {
    reason: text(2000, '不予受理理由', 'Reason for declining; sent to the petitioner'),
    sameFactsAs: Type.Optional({ ...Id, title: '同一事实信访件', description: 'Case about the same facts' })
  },
  { $id: 'CaseDecline', title: '不予受理', description: 'Declining of a case' }
)
export const Link = closed(
  { caseId: { ...Id, title: '同一事实信访件', description: 'Case about the same facts' } },
  { $id: 'CaseLink', title: '关联', description: 'Link between two cases about the same facts' }
)
export const Forward = closed(
  { toUnitCode: UnitCode, note: text(2000, '转送说明', 'Reason for the forwarding') },
  { $id: 'CaseForward', title: '转送', description: 'Forwarding of a case to another unit' }
)
export const Objection = {
  ...reason('异议理由', 'Reason why this unit is not responsible'),
  $id: 'CaseObjection',
  title: '异议',
  description: 'Objection of a unit to a case that was forwarded to it'
}
export const Extension = closed(
  {
    days: Type.Integer({
      minimum: 1,
      maximum: 10_000,
      title: '延长天数',
      description: 'Length of the extension in calendar days'
    }),
    reason: text(2000, '延长理由', 'Reason for the extension; sent to the petitioner')
  },
  { $id: 'CaseExtension', title: '延长办理期限', description: 'Extension of the term, possible once' }
)
export const Exclusion = closed(
  {
    from: LocalDate,
    to: LocalDate,
    reason: text(2000, '扣除理由', 'Reason for the exclusion, for example a hearing')
  },
  {
    $id: 'CaseExclusion',
    title: '期限扣除',
    description: 'Days that do not count, including the first and the last'
  }
)
export const Reply = closed(
  {
    text: text(8000, '答复意见', 'Text of the reply, sent to the petitioner'),
    outcome: ReplyOutcome,
    cause: Cause
  },
  { $id: 'CaseReply', title: '答复', description: 'Written reply' }
)
export const Request = closed(
  { requestedOn: { ...LocalDate, title: '申请日期', description: 'Date of the request of the petitioner' } },
  {
    $id: 'CaseRequest',
    title: '复查（复核）申请',
    description: 'Request of the petitioner to the next unit above'
  }
)
export const Review = closed(
  {
    text: text(8000, '复查（复核）意见', 'Text of the decision, sent to the petitioner'),
    outcome: ReviewOutcome
  },
  { $id: 'CaseReview', title: '复查（复核）意见', description: 'Decision of the unit above' }
)
export const Recusal = closed(
  {
    reason: text(2000, '回避理由', 'Reason: the conflict of interest'),
    sub: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 200,
        title: '回避人',
        description:
          'Person whom a leader excludes (subject of their access token); omitted: the caller steps aside'
      })
    )
  },
  {
    $id: 'CaseRecusal',
    title: '回避',
    description: 'Recusal: a person steps aside, and the case is no longer visible to them'
  }
)
export const Readmission = closed(
  {
    sub: Type.String({
      minLength: 1,
      maxLength: 200,
      title: '回避人',
      description: 'Person to whom the case becomes visible again (subject of their access token)'
    }),
    reason: text(2000, '解除理由', 'Reason why the recusal is no longer needed')
  },
  { $id: 'CaseReadmission', title: '解除回避', description: 'Lifting of a recusal' }
)
export const Accusal = closed(
  { ...accusing, reason: text(2000, '认定理由', 'Grounds on which the unit is considered accused') },
  {
    $id: 'CaseAccusal',
    title: '认定被检举单位',
    description: 'Addition to the units that a report accuses',
    anyOf: [{ required: ['accusedUnitCode'] }, { required: ['accusedUnitCodes'] }]
  }
)
export const AccusalWithdrawal = closed(
  {
    unitCode: { ...UnitCode, title: '被检举单位', description: 'Unit that the report no longer accuses' },
    reason: text(2000, '撤销理由', 'Reason for removing the unit')
  },
  {
    $id: 'CaseAccusalWithdrawal',
    title: '撤销被检举单位认定',
    description: 'Removal of a unit from the units that a report accuses'
  }
)
export const Withdrawal = closed(
  { reason: Type.Optional(text(2000, '撤回理由', 'Reason given by the petitioner')) },
  { $id: 'CaseWithdrawal', title: '撤回', description: 'Withdrawal of a case by the petitioner' }
)
export const Recused = closed(
  {
    caseId: Id,
    sub: person('回避人', 'Person to whom the case is no longer visible'),
    recusedOn: LocalDate
  },
  { $id: 'CaseRecused', title: '已回避', description: 'Recusal of a person' }
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
