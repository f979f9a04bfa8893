import { Id, LocalDate, nullable, UnitCode } from '../platform/http/schema.ts'
import { event, eventsOf, field, type PayloadsOf } from '../platform/work/catalogue.ts'
import { AreaWord, ChecklistItemId } from '../policy/index.ts'
import { endedTerms, termDueSoon, termMarkCleared, termMissed, termMoved } from '../terms/index.ts'
import { Severity, State } from './fields.ts'

const targetCode = field(UnitCode, '被检查单位', 'Unit at which the problem was found')
const dueOn = field(LocalDate, '整改期限', 'Last day for the rectification')
const step = { targetCode, from: field(State, '原状态', 'State before') }
const noticeId = nullable(field(Id, '通报', 'Notice whose answer caused the step; null: none'))

export const events = eventsOf(
  {
    'finding.made': event(
      { zh: '登记问题', en: 'Finding made' },
      'A unit recorded a problem; the term for the rectification began.',
      {
        targetCode,
        area: AreaWord,
        itemId: nullable(ChecklistItemId),
        severity: Severity,
        dueOn,
        repeats: nullable(field(Id, '重复的问题', 'Earlier finding at the same target that this one repeats'))
      }
    ),
    'finding.rectified': event(
      { zh: '报告整改', en: 'Rectification reported' },
      'The target reported its rectification; its term ended.',
      {
        ...step,
        rectifiedOn: field(LocalDate, '整改日期', 'Day of the rectification'),
        noticeId,
        terms: endedTerms
      }
    ),
    'finding.accepted': event(
      { zh: '认可整改', en: 'Rectification accepted' },
      'The inspecting unit accepted the rectification.',
      { ...step, noticeId }
    ),
    'finding.sent-back': event(
      { zh: '退回整改', en: 'Rectification sent back' },
      'The rectification was sent back, and a new term began.',
      { ...step, noticeId, dueOn }
    ),
    'finding.waived': event(
      { zh: '免予整改', en: 'Finding waived' },
      'The rectification was waived: the target has nothing more to do.',
      {
        ...step,
        terms: endedTerms
      }
    ),
    'finding.term-moved': termMoved('问题整改', 'finding'),
    'finding.term-missed': termMissed('问题整改', 'finding'),
    'finding.term-due-soon': termDueSoon('问题整改', 'finding'),
    'finding.term-mark-cleared': termMarkCleared('问题整改', 'finding')
  },
  {
    toAll: [
      'finding.made',
      'finding.rectified',
      'finding.accepted',
      'finding.sent-back',
      'finding.waived',
      'finding.term-moved',
      'finding.term-missed',
      'finding.term-due-soon',
      'finding.term-mark-cleared'
    ]
  }
)

declare module '../platform/work/catalogue.ts' {
  interface EventTypes extends PayloadsOf<typeof events> {}
}
