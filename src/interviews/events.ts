import { Type } from 'typebox'
import { LocalDate, UnitCode } from '../platform/http/schema.ts'
import { event, eventsOf, field, type PayloadsOf } from '../platform/work/catalogue.ts'
import { Held, Interview } from './schema.ts'

const { number, calledFor } = Interview.properties
const one = { number, targetCode: field(UnitCode, '被约谈单位', 'Unit whose principal is interviewed') }
const n = Type.Integer({ title: '承诺序号', description: 'Place of the commitment in the interview, from 1' })
const dueOn = field(LocalDate, '承诺期限', 'Last day for the commitment')

export const events = eventsOf(
  {
    'interview.called': event(
      { zh: '通知约谈', en: 'Interview called' },
      'The principal of a unit below was called to an interview; that unit sees it from now on.',
      { ...one, calledFor }
    ),
    'interview.changed': event(
      { zh: '变更约谈', en: 'Interview changed' },
      'The reason or the time of an interview changed before it took place.',
      { ...one, calledFor: Type.Optional(calledFor) }
    ),
    'interview.held': event(
      { zh: '约谈完成', en: 'Interview held' },
      'The interview took place, and its minutes and commitments are on record.',
      {
        ...one,
        heldAt: Held.properties.heldAt,
        dueOn: Type.Array(LocalDate, { title: '承诺期限', description: 'Last day of each commitment' })
      }
    ),
    'interview.closed': event(
      { zh: '约谈办结', en: 'Interview closed' },
      'All commitments are fulfilled, and the interviewing side closed the interview.',
      one
    ),
    'interview.cancelled': event(
      { zh: '取消约谈', en: 'Interview cancelled' },
      'The interview does not take place.',
      one
    ),
    'interview.commitment-reported': event(
      { zh: '报告承诺落实情况', en: 'Commitment reported on' },
      'The unit interviewed reported what it did about a commitment.',
      { ...one, n }
    ),
    'interview.commitment-fulfilled': event(
      { zh: '承诺已落实', en: 'Commitment fulfilled' },
      'The interviewing side found a commitment fulfilled.',
      {
        ...one,
        n,
        dueOn,
        fulfilledOn: field(LocalDate, '落实日期', 'Day on which it was fulfilled'),
        isMet: Type.Boolean({ title: '是否按期', description: 'Whether it was fulfilled in time' })
      }
    ),
    'interview.commitment-missed': event(
      { zh: '承诺逾期', en: 'Commitment missed' },
      'The last day of a commitment has passed. Recorded once for each commitment.',
      { number, n, dueOn }
    ),
    'interview.commitment-mark-cleared': event(
      { zh: '承诺逾期标记撤销', en: 'Mark "missed" of a commitment cleared' },
      'A wrong clock had marked the commitment as missed; its last day has not passed.',
      { number, n, dueOn }
    )
  },
  {
    toAll: [
      'interview.called',
      'interview.changed',
      'interview.held',
      'interview.closed',
      'interview.cancelled',
      'interview.commitment-reported',
      'interview.commitment-fulfilled',
      'interview.commitment-missed',
      'interview.commitment-mark-cleared'
    ]
  }
)

declare module '../platform/work/catalogue.ts' {
  interface EventTypes extends PayloadsOf<typeof events> {}
}
