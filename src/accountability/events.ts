import { closed, LocalDate, UnitCode } from '../platform/http/schema.ts'
import { event, eventsOf, field, type PayloadsOf } from '../platform/work/catalogue.ts'
import { AccountabilityRecord, NewRecord } from './schema.ts'

const { subject, person, share, nature, outcome } = NewRecord.properties
const { kind, measure, decidedOn } = outcome.properties
const { until } = AccountabilityRecord.properties.outcome.properties
const targetCode = field(UnitCode, '被问责单位', 'The unit that failed')

export const events = eventsOf({
  'accountability-record.decided': event(
    { zh: '作出问责决定', en: 'Accountability decided' },
    'It is on record who answers for a failing. The name of a person is not in the event.',
    {
      targetCode,
      subject,
      person,
      share,
      nature,
      outcome: closed(
        { kind, measure, decidedOn, until },
        { title: '处理结果', description: 'What was decided, and for how long it lasts' }
      )
    }
  ),
  'accountability-record.lifted': event(
    { zh: '解除问责', en: 'Accountability lifted' },
    'What was decided was lifted; the record stays.',
    { targetCode, on: field(LocalDate, '解除日期', 'Day on which it was lifted') }
  )
})

declare module '../platform/work/catalogue.ts' {
  interface EventTypes extends PayloadsOf<typeof events> {}
}
