import type { FastifyReply, FastifyRequest } from 'fastify'
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

/** A connection on which nothing moves is closed after half a minute; it may wait that much longer. */
const SILENT_MS = 30_000

/** The page, or the next one that has an event. */
export async function waited(
  feed: Feed,
  news: News,
  asked: Asked,
  first: Found,
  waitMs: number,
  { request, reply }: { request: FastifyRequest; reply: FastifyReply }
): Promise<Found> {
  const untilMs = performance.now() + waitMs
  const gone = new AbortController()
  reply.raw.once('close', () => gone.abort())
  request.raw.socket.setTimeout?.(waitMs + SILENT_MS)
  let page = first
  while (page.rows.length === 0 && page.isAtEnd) {
    // Other requests of the caller need not wait for one that does nothing.
    request.endShare?.()
    request.endShare = undefined
    const wait = {
      sub: asked.actor.sub,
      after: page.position,
      untilMs,
      signal: gone.signal,
      wants: (type: string, kind: string) =>
        (asked.types?.includes(type) ?? true) && isPossible(feed, asked.actor, type, kind)
    }
    if (!(await news.next(wait))) break
    page = await found(feed.context.db, feed, asked, page)
  }
  return page
}
