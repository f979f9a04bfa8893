import { hash } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { refuse } from '../../errors/wordings.ts'

// A cursor names the last row of a page. With other filters it would point into another list, and rows would
// be missing without notice. So each cursor has a mark of its list.

/** Parameters that choose a part of a list, not the list. */
const notFilters = ['cursor', 'limit', 'count']

/** The cursor for callers; `url` is the address of the list with its filters. */
export function marked(url: string, cursor: string | null): string | null {
  return cursor === null ? null : `${cursor}.${markOf(url)}`
}

/** Checks and removes the mark before a route gets the cursor. */
export function cursors(app: FastifyInstance): void {
  app.addHook('preHandler', (request, _reply, done) => {
    const query = request.query as { cursor?: unknown } | undefined
    if (typeof query?.cursor === 'string') {
      const at = query.cursor.lastIndexOf('.')
      if (query.cursor.slice(at + 1) !== markOf(request.url))
        throw refuse('bad-cursor', { pointer: '?cursor' })
      query.cursor = query.cursor.slice(0, at)
    }
    done()
  })
}

function markOf(url: string): string {
  const { pathname, searchParams } = new URL(url, 'http://list')
  for (const name of notFilters) searchParams.delete(name)
  searchParams.sort()
  return hash('sha256', `${pathname}?${searchParams}`, 'base64url').slice(0, 8)
}
