import type { FastifyReply, FastifyRequest } from 'fastify'
import { waitOf } from '../http/waiters.ts'
import type { AppContext } from '../work/work.ts'
import type { News } from './news.ts'
import { type Asked, type Found, found } from './read.ts'
import { isPossible, type Showing } from './shown.ts'

export interface Feed extends Showing {
  context: Pick<AppContext, 'db' | 'log' | 'auditKey'>
  /** How long events are kept, in days. */
  keepDays: number
  /** Whether the service is about to stop. */
  isDraining: () => boolean
}

/** The page, or the next one that has an event. */
export async function waited(
  feed: Feed,
  news: News,
  asked: Asked,
  first: Found,
  seconds: number,
  { request, reply }: { request: FastifyRequest; reply: FastifyReply }
): Promise<Found> {
  const time = waitOf(request, reply, seconds)
  let page = first
  while (page.rows.length === 0 && page.isAtEnd) {
    const wait = {
      ...time,
      after: page.position,
      wants: (type: string, kind: string) =>
        (asked.types?.includes(type) ?? true) && isPossible(feed, asked.actor, type, kind)
    }
    if (!(await news.next(wait))) break
    page = await found(feed.context.db, feed, asked, page)
  }
  return page
}
