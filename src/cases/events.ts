import { Type } from 'typebox'
import { closed, LocalDate, nullable, oneOf, UnitCode } from '../platform/http/schema.ts'
import {
  auditOnly,
  event,
  eventsOf,
  field,
  type PayloadsOf,
  personSub,
  writtenReason
} from '../platform/work/catalogue.ts'
import { endedTerms, termDueSoon, termMarkCleared, termMissed, termMoved } from '../terms/index.ts'
import { visibilityEvents } from './accused/events.ts'
import { bulletinEvents } from './bulletins/events.ts'
import { correctable } from './corrections/schema.ts'
import { identityEvents } from './identity/events.ts'
import { letterEvents } from './letters/events.ts'
import { referralEvents } from './referrals/events.ts'
import { Case, CaseItem } from './schema.ts'
import { codesOf } from './vocabulary.ts'

const { kind, channel, category, cause, state } = CaseItem.properties
/** The terms that a step ended, in the event of every step. */
const stays = { terms: endedTerms }
/** A step after which the case is in another state. */
const moves = {
  ...stays,
  from: Type.Optional(field(state, '原状态', 'State before')),
  to: Type.Optional(field(state, '现状态', 'State now'))
}
const otherCase = field(Type.String({ format: 'uuid' }), '同一事实信访件', 'A case about the same facts')
const fromUnitCode = field(UnitCode, '转出单位', 'Unit that handled the case before')
const toUnitCode = field(UnitCode, '转入单位', 'Unit that handles the case now')
const reason = (title: string) => writtenReason(title, 'Reason, as written')
const day = (title: string, description: string) => field(LocalDate, title, description)
const reviewOutcome = oneOf(codesOf('review-outcome'), {
  title: '结果',
  description: 'Outcome of the decision'
})
const unitCode = field(UnitCode, '复查（复核）单位', 'Unit that decides')
const requested = { ...moves, requestedOn: day('申请日期', 'Day of the request'), unitCode }
const reviewed = { ...moves, outcome: reviewOutcome, unitCode }
const person = personSub('人员标识', 'Subject of the token of the person')

/** The values that a correction replaced; empty if it changed nothing. */
const Former = closed(Type.Partial(Type.Pick(Case, correctable)).properties)

const intakeEvents = {
  'case.received': event(
    { zh: '登记信访件', en: 'Case received' },
    'A case was received, and its first term began.',
    { kind, channel, category }
  ),
  'case.accepted': event({ zh: '受理', en: 'Case accepted' }, 'The handling unit accepted the case.', moves),
  'case.declined': event({ zh: '不予受理', en: 'Case declined' }, 'The handling unit declined the case.', {
    ...moves,
    reason: reason('不予受理理由'),
    sameFactsAs: Type.Optional(otherCase)
  }),
  'case.linked': event(
    { zh: '关联同一事实', en: 'Case linked' },
    'The case was linked to another one about the same facts.',
    { ...stays, sameFactsAs: otherCase }
  ),
  'case.corrected': event(
    { zh: '更正信访件', en: 'Case corrected' },
    'Values entered at intake were corrected; the event has the old values.',
    { ...stays, before: auditOnly(field(Former, '更正前', 'Former values')) }
  ),
  'case.assigned': event(
    { zh: '指定经办人', en: 'Handler assigned' },
    'A person of the unit was named as the handler of the case.',
    {
      ...stays,
      sub: person,
      before: auditOnly(closed({ sub: nullable(person) }, { title: '变更前', description: 'Former handler' }))
    }
  )
}

const wayEvents = {
  'case.forwarded': event(
    { zh: '转送', en: 'Case forwarded' },
    'The case went to a unit above or below, or was taken over from a unit that ended.',
    {
      ...stays,
      fromUnitCode,
      toUnitCode,
      note: Type.Optional(writtenReason('转送说明', 'Why it goes there'))
    }
  ),
  'case.objected': event(
    { zh: '提出异议', en: 'Objection to a forwarded case' },
    'The unit to which the case was forwarded objected, and the case went back.',
    {
      ...stays,
      reason: reason('异议理由'),
      fromUnitCode,
      toUnitCode,
      dueOn: day('届满日', 'Last day of the term that runs on')
    }
  ),
  'case.handed-on': event(
    { zh: '变更办理单位', en: 'Report handed on' },
    'The tree changed: the handling unit of a report may no longer see it, or may see it again.',
    { fromUnitCode, toUnitCode }
  ),
  'case.extended': event(
    { zh: '延长办理期限', en: 'Term of a case extended' },
    'A leader extended the term for concluding.',
    {
      ...stays,
      days: Type.Integer({ title: '延长天数', description: 'Calendar days' }),
      reason: reason('延长理由'),
      from: day('原届满日', 'Last day before'),
      to: day('新届满日', 'Last day now')
    }
  ),
  'case.days-excluded': event(
    { zh: '扣除期限', en: 'Days excluded from a term' },
    'Days were excluded from the running term.',
    {
      ...stays,
      from: day('起', 'First day that does not count'),
      to: day('止', 'Last day that does not count'),
      reason: reason('扣除理由'),
      rule: Type.String({ title: '期限规则', description: 'Rule of the term' }),
      dueFrom: day('原届满日', 'Last day before'),
      dueTo: day('新届满日', 'Last day now')
    }
  ),
  'case.replied': event({ zh: '答复', en: 'Case replied to' }, 'The written reply was given.', {
    ...moves,
    outcome: oneOf(codesOf('reply-outcome'), { title: '处理结果', description: 'What the reply says' }),
    cause
  }),
  'case.review-requested': event(
    { zh: '申请复查', en: 'Review requested' },
    'The petitioner requested a review by the next unit above.',
    requested
  ),
  'case.reviewed': event(
    { zh: '复查意见', en: 'Case reviewed' },
    'The unit above decided on the reply.',
    reviewed
  ),
  'case.recheck-requested': event(
    { zh: '申请复核', en: 'Re-check requested' },
    'The petitioner requested a re-check by the next unit above.',
    requested
  ),
  'case.rechecked': event(
    { zh: '复核意见', en: 'Case re-checked' },
    'The unit above decided on the review; the case is final.',
    reviewed
  ),
  'case.withdrawn': event({ zh: '撤回', en: 'Case withdrawn' }, 'The petitioner withdrew the case.', {
    ...moves,
    reason: Type.Optional(reason('撤回理由'))
  }),
  'case.closed': event({ zh: '办结归档', en: 'Case closed' }, 'The case was put on file.', moves)
}

export const events = eventsOf(
  {
    ...intakeEvents,
    ...wayEvents,
    ...visibilityEvents,
    ...identityEvents,
    'case.term-moved': termMoved('信访件', 'case'),
    'case.term-missed': termMissed('信访件', 'case'),
    'case.term-due-soon': termDueSoon('信访件', 'case'),
    'case.term-mark-cleared': termMarkCleared('信访件', 'case'),
    ...letterEvents,
    ...referralEvents,
    ...bulletinEvents
  },
  {
    toAll: [
      'letter.issued',
      'letter.answered',
      'letter.term-moved',
      'letter.term-missed',
      'letter.term-due-soon',
      'letter.term-mark-cleared',
      'case-bulletin.published'
    ],
    toNobody: [
      'case.identity-opened',
      'case.identity-tampered',
      'case.recused',
      'case.readmitted',
      'identity.limit-reached'
    ]
  }
)

declare module '../platform/work/catalogue.ts' {
  interface EventTypes extends PayloadsOf<typeof events> {}
}
