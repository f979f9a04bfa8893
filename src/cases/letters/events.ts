import { UnitCode } from '../../platform/http/schema.ts'
import { event, field } from '../../platform/work/catalogue.ts'
import { endedTerms, termDueSoon, termMarkCleared, termMissed, termMoved } from '../../terms/index.ts'
import { LetterItem } from './schema.ts'

const { caseId, kind, number, grounds, dueOn } = LetterItem.properties
const letter = { caseId, kind, number }

export const letterEvents = {
  'letter.issued': event(
    { zh: '发出督办函', en: 'Letter issued' },
    'A unit above wrote to the unit that has to take the next step; the term for the answer began.',
    { ...letter, grounds, fromUnitCode: field(UnitCode, '发函单位', 'Unit that wrote it'), dueOn }
  ),
  'letter.answered': event(
    { zh: '书面反馈', en: 'Letter answered' },
    'The unit answered in writing; its term ended.',
    { ...letter, terms: endedTerms }
  ),
  'letter.term-moved': termMoved('督办函', 'letter'),
  'letter.term-missed': termMissed('督办函', 'letter'),
  'letter.term-due-soon': termDueSoon('督办函', 'letter'),
  'letter.term-mark-cleared': termMarkCleared('督办函', 'letter')
}
