import { event, eventsOf, type PayloadsOf } from '../platform/work/catalogue.ts'
import { Fact } from './fields.ts'

const one = { fact: Fact }

export const events = eventsOf({
  'proposal.made': event(
    { zh: '提出处理建议', en: 'Proposal made' },
    'The records show a fact from which a notice or an interview follows. The unit below never sees it.',
    one
  ),
  'proposal.grown': event(
    { zh: '处理建议的事实变化', en: 'Proposal grown' },
    'The facts of an open proposal changed, or those of a lapsed one hold again.',
    one
  ),
  'proposal.lapsed': event(
    { zh: '处理建议消除', en: 'Proposal lapsed' },
    'The facts of an open proposal do not hold any more.',
    one
  ),
  'proposal.accepted': event(
    { zh: '采纳处理建议', en: 'Proposal accepted' },
    'A notice was drafted, or an interview called, from the proposal.',
    one
  ),
  'proposal.dismissed': event(
    { zh: '不予采纳处理建议', en: 'Proposal dismissed' },
    'The unit decided that nothing follows. The proposal comes back only in a later period.',
    one
  )
})

declare module '../platform/work/catalogue.ts' {
  interface EventTypes extends PayloadsOf<typeof events> {}
}
