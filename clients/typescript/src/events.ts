import type { Api } from './connect.ts'
import { dataOf } from './results.ts'
import type { components, paths } from './schema.ts'

export type CloudEvent = components['schemas']['CloudEvent']

type Query = NonNullable<paths['/v1/events']['get']['parameters']['query']>

/** Which events are followed, and from where. */
export interface Following extends Pick<Query, 'type' | 'within' | 'limit'> {
  /** The `next` of what was handled last. Without it, the oldest event that is kept comes first. */
  after?: string
  signal?: AbortSignal
}

/** Events that came together. Store `next` in the transaction in which the events are handled. */
export interface Arrival {
  events: CloudEvent[]
  next: string
}

/**
 * Follows the feed until `signal` is aborted: each event once, in the order of the commits. A request waits
 * for up to 30 seconds, so there is no pause between an event and its arrival.
 *
 * @throws Refusal `events-expired` (410): events after `after` are no longer kept. Read the lists, then begin
 * without `after`.
 */
export function follow(api: Api) {
  return async function* ({ after, signal, ...which }: Following = {}): AsyncGenerator<Arrival, void> {
    let next = after
    while (!signal?.aborted) {
      const query = { ...which, wait: 30, ...(next !== undefined && { after: next }) }
      const answer = await requested(
        () => api.GET('/v1/events', { params: { query }, ...(signal && { signal }) }),
        signal
      )
      if (answer === undefined) return
      const page = dataOf(answer)
      next = page.next
      if (page.items.length > 0) yield { events: page.items, next }
    }
  }
}

/** The answer; nothing where the caller has given up. */
async function requested<T>(request: () => Promise<T>, signal?: AbortSignal): Promise<T | undefined> {
  try {
    return await request()
  } catch (fault) {
    if (signal?.aborted) return undefined
    throw fault
  }
}
