import { Type } from 'typebox'
import { Amount, closed, Id, LocalDate, Money, nullable, UnitCode } from '../../platform/http/schema.ts'
import { event, field } from '../../platform/work/catalogue.ts'
import { endedTerms, termDueSoon, termMarkCleared, termMissed, termMoved } from '../../terms/index.ts'
import { Period } from '../disbursements/fields.ts'
import { ProgrammeCode } from '../programmes/fields.ts'
import { DocumentNo } from './fields.ts'
import { AllocationChange, MatchingArrival } from './schema.ts'

const programme = ProgrammeCode
const day = (title: string, description: string) => field(LocalDate, title, description)
const receivedOn = day('收到日期', 'Day of receipt')
/** The term is met when nothing is left of the money. */
const ended = { terms: Type.Optional(endedTerms) }
const part = {
  programme,
  partId: field(Id, '下级资金', 'Allocation that is a part of this one'),
  toUnitCode: field(UnitCode, '收款单位', 'Unit that received the part'),
  ...ended
}
const link = {
  disbursementId: field(Id, '发放批次', 'Batch that is paid from this allocation'),
  payerCode: field(UnitCode, '发放单位', 'Unit that pays'),
  period: Period
}
const money = (title: string, description: string) => field(Money, title, description)

export const allocationEvents = {
  'allocation.received': event(
    { zh: '收到资金', en: 'Allocation received' },
    'A unit received an allocation; the term for allocating it on began.',
    {
      programme,
      amount: field(Amount, '下达金额', 'Yuan'),
      documentNo: DocumentNo,
      receivedOn,
      dueOn: day('下达期限', 'Last day for allocating it on'),
      fromUnitCode: nullable(field(UnitCode, '下达单位', 'Allocating unit; null: from outside'))
    }
  ),
  'allocation.handed-down': event(
    { zh: '下达资金', en: 'Allocation handed down' },
    'A part of the allocation went to a unit below. The subject is the whole.',
    { ...part, amount: field(Amount, '下达金额', 'Yuan') }
  ),
  'allocation.corrected': event(
    { zh: '更正资金下达', en: 'Allocation corrected' },
    'Wrong values of a receipt were corrected.',
    {
      programme,
      before: closed(
        {
          documentNo: Type.Optional(DocumentNo),
          amount: Type.Optional(money('下达金额', 'Yuan')),
          receivedOn: Type.Optional(receivedOn),
          matching: Type.Optional(
            nullable(
              closed(
                {
                  budgeted: money('配套预算', 'Budget of the local share in yuan'),
                  dueOn: nullable(day('配套到账期限', 'Day on which they are due'))
                },
                { title: '本级配套资金', description: 'Local share; null: there was none' }
              )
            )
          )
        },
        { title: '更正前', description: 'Former values of the fields that changed' }
      ),
      after: field(AllocationChange, '更正后', 'New values of the fields that changed'),
      ...ended
    }
  ),
  'allocation.part-corrected': event(
    { zh: '更正下级资金', en: 'Part of an allocation corrected' },
    'The receipt of a part was corrected. The subject is the whole.',
    {
      ...part,
      before: money('原下达金额', 'Yuan before'),
      amount: money('现下达金额', 'Yuan now')
    }
  ),
  'allocation.matching-arrived': event(
    { zh: '配套资金到账', en: 'Matching funds arrived' },
    'More of the local share has arrived.',
    { programme, ...MatchingArrival.properties }
  ),
  'allocation.spent': event(
    { zh: '资金发放情况变更', en: 'Payments from an allocation changed' },
    'A file of payments changed the amount that was paid from the allocation.',
    { programme, before: money('原已发放', 'Yuan before'), spent: money('已发放', 'Yuan now'), ...ended }
  ),
  'allocation.linked': event(
    { zh: '关联发放批次', en: 'Batch linked to an allocation' },
    'A batch is now paid from this allocation.',
    link
  ),
  'allocation.unlinked': event(
    { zh: '取消关联发放批次', en: 'Batch unlinked from an allocation' },
    'A batch is no longer paid from this allocation.',
    link
  ),
  'allocation.term-moved': termMoved('资金下达', 'allocation'),
  'allocation.term-missed': termMissed('资金下达', 'allocation'),
  'allocation.term-due-soon': termDueSoon('资金下达', 'allocation'),
  'allocation.term-mark-cleared': termMarkCleared('资金下达', 'allocation')
}
