import { Type } from 'typebox'
import { Id, LocalDate, nullable, oneOf, UnitCode } from '../platform/http/schema.ts'
import { event, eventsOf, field, type PayloadsOf } from '../platform/work/catalogue.ts'
import { endedTerms, termDueSoon, termMarkCleared, termMissed, termMoved } from '../terms/index.ts'
import { states } from './vocabulary.ts'

const number = Type.String({ title: '文号', description: 'Number of the notice' })
const answer = {
  noticeId: field(Id, '通报', 'Notice'),
  addressee: field(UnitCode, '被通报单位', 'Unit that gave the answer')
}

export const events = eventsOf(
  {
    'notice.drafted': event({ zh: '起草通报', en: 'Notice drafted' }, 'A notice was drafted.', {}),
    'notice.changed': event({ zh: '修改通报', en: 'Notice changed' }, 'A draft was changed.', {
      fields: Type.Array(Type.String(), { title: '修改项', description: 'Names of the fields that changed' })
    }),
    'notice.issued': event(
      { zh: '下发通报', en: 'Notice issued' },
      'The notice was issued to its addressees, and the term for each answer began.',
      {
        number,
        addresseeCount: Type.Integer({ title: '被通报单位数', description: 'Number of addressees' }),
        dueOn: field(LocalDate, '答复期限', 'Last day for the answers')
      }
    ),
    'notice.closed': event({ zh: '通报办结', en: 'Notice closed' }, 'The issuer closed the notice.', {
      number: nullable(number)
    }),
    'notice.withdrawn': event(
      { zh: '撤回通报', en: 'Notice withdrawn' },
      'The issuer withdrew the notice; no answer is due any more.',
      {
        number: nullable(number),
        from: oneOf(states, { title: '原状态', description: 'State before' })
      }
    ),
    'notice-answer.given': event(
      { zh: '答复通报', en: 'Notice answered' },
      'An addressed unit answered. The subject is the answer, the unit is the issuer.',
      { ...answer, terms: endedTerms }
    ),
    'notice-answer.accepted': event(
      { zh: '认可答复', en: 'Answer to a notice accepted' },
      'The issuer, or the unit that supervises the addressee now, accepted the answer.',
      answer
    ),
    'notice-answer.sent-back': event(
      { zh: '退回答复', en: 'Answer to a notice sent back' },
      'The answer was sent back, and a new term began.',
      answer
    ),
    'notice-answer.term-moved': termMoved('通报答复', 'answer to a notice'),
    'notice-answer.term-missed': termMissed('通报答复', 'answer to a notice'),
    'notice-answer.term-due-soon': termDueSoon('通报答复', 'answer to a notice'),
    'notice-answer.term-mark-cleared': termMarkCleared('通报答复', 'answer to a notice')
  },
  {
    toAll: [
      'notice.issued',
      'notice.closed',
      'notice.withdrawn',
      'notice-answer.given',
      'notice-answer.accepted',
      'notice-answer.sent-back',
      'notice-answer.term-moved',
      'notice-answer.term-missed',
      'notice-answer.term-due-soon',
      'notice-answer.term-mark-cleared'
    ]
  }
)

declare module '../platform/work/catalogue.ts' {
  interface EventTypes extends PayloadsOf<typeof events> {}
}
