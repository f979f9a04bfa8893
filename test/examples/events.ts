import { type CallOptions, ok, type TestService } from '../support/service.ts'

/** An event of the feed, as tests look at it. */
export interface Event {
  id: string
  type: string
  subject: string
  data: Record<string, unknown>
}

/** Reads of the feed. */
export function eventsOf({ call }: TestService) {
  const get = (query: string, options: CallOptions) => call('GET', `/v1/events?${query}`, options)
  /** All events after a cursor, page after page, and the cursor at the end. */
  const all = async (options: CallOptions, query = '', after?: string) => {
    const events: Event[] = []
    let next = after
    for (;;) {
      const page = ok(await get(`${query}${next === undefined ? '' : `&after=${next}`}`, options))
      events.push(...page.items)
      next = String(page.next)
      if (page.items.length === 0) return { events, next }
    }
  }
  /** The cursor at the end. */
  const end = async (options: CallOptions) => (await all(options, 'limit=200')).next
  return { get, all, end }
}
