import { event, eventsOf, type PayloadsOf } from '../platform/work/catalogue.ts'
import { LocalRule } from './local-rules/schema.ts'

const { effectiveFrom, document } = LocalRule.properties

export const events = eventsOf(
  {
    'local-rule.added': event(
      { zh: '登记实施细则', en: 'Local rule added' },
      'A unit put a rule of its own on record, which holds from a day on.',
      { effectiveFrom, document }
    )
  },
  { toAll: ['local-rule.added'] }
)

declare module '../platform/work/catalogue.ts' {
  interface EventTypes extends PayloadsOf<typeof events> {}
}
