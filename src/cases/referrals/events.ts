import { Type } from 'typebox'
import { Id, LocalDate } from '../../platform/http/schema.ts'
import { auditOnly, event, field } from '../../platform/work/catalogue.ts'
import { termDueSoon, termMarkCleared, termMissed, termMoved } from '../../terms/index.ts'
import { NewReferral, Outcome, Receipt } from './schema.ts'

/** The record that the clue came from: one of the three. */
const source = {
  caseId: Type.Optional(field(Id, '信访件', 'The case that the clue came from')),
  findingId: Type.Optional(field(Id, '问题', 'The finding that the clue came from')),
  fundCheckId: Type.Optional(field(Id, '资金检查', 'The fund check that the clue came from'))
}
const { receiver, receiverName } = NewReferral.properties

export const referralEvents = {
  'referral.made': event(
    { zh: '移交线索', en: 'Referral made' },
    'A clue was referred to another authority; the term for the receipt began.',
    { ...source, receiver, receiverName, dueOn: field(LocalDate, '移交期限', 'Last day for the receipt') }
  ),
  'referral.received': event(
    { zh: '登记移交回执', en: 'Referral received' },
    'The receipt of the authority was recorded.',
    {
      ...source,
      receiptNumber: auditOnly(Receipt.properties.receiptNumber),
      receivedOn: Receipt.properties.receivedOn
    }
  ),
  'referral.concluded': event(
    { zh: '登记移交处理结果', en: 'Referral concluded' },
    'The outcome reported by the authority was recorded.',
    { ...source, outcomeOn: Outcome.properties.outcomeOn }
  ),
  'referral.passed-on': event(
    { zh: '移交线索变更跟踪单位', en: 'Referral passed on' },
    'The tree changed: the referral passed to the unit that supervises now.',
    {}
  ),
  'referral.term-moved': termMoved('线索移交', 'referral'),
  'referral.term-missed': termMissed('线索移交', 'referral'),
  'referral.term-due-soon': termDueSoon('线索移交', 'referral'),
  'referral.term-mark-cleared': termMarkCleared('线索移交', 'referral')
}
