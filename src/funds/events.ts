import { eventsOf, type PayloadsOf } from '../platform/work/catalogue.ts'
import { allocationEvents } from './allocations/events.ts'
import { disbursementEvents } from './disbursements/events.ts'
import { keepingEvents } from './programmes/events.ts'

export const events = eventsOf(
  {
    ...keepingEvents,
    ...allocationEvents,
    ...disbursementEvents
  },
  { toAll: ['fund-programme.added', 'fund-programme.changed'] }
)

declare module '../platform/work/catalogue.ts' {
  interface EventTypes extends PayloadsOf<typeof events> {}
}
