import { subtree } from '../access/scope.ts'
import type { App } from '../http/app.ts'
import { ref } from '../http/schema.ts'
import { describe } from '../openapi/describe.ts'
import { opened, sealed } from './cursors.ts'
import { News } from './news.ts'
import { type Asked, found, startOf } from './read.ts'
import { CloudEvent, EventPage, eventQuery, PAGE, shownNames } from './schema.ts'
import { cloudEvent, readerOf } from './shown.ts'
import { type Feed, waited } from './waiting.ts'

export function feedRoutes(app: App, feed: Feed): void {
  const { context, kinds, keepDays } = feed
  const { db, auditKey } = context
  const news = new News(context, feed.isDraining)
  // Before the port closes, which waits for the requests that are under way.
  app.addHook('preClose', async () => news.close())
  for (const one of [CloudEvent, EventPage]) app.addSchema(one)
  app.get(
    '/v1/events',
    {
      config: { permission: 'events:read', scope: 'event', expires: true },
      schema: {
        ...describe('listEvents', 'events', '读取事件', {
          zh:
            '按顺序返回发生的事件。请以上次返回的续读游标继续：每个事件只返回一次，较晚提交的事件也不会遗漏。只返回读取时有权' +
            '查看其记录的事件；当时无权查看的，以后可以查看也不再补发，请读取记录本身。返回的事件可能较少甚至没有，但不表示' +
            '已经读完。没有新事件时可以等待。',
          en:
            'Returns what has happened, in order. Go on with the cursor of the last answer: each event is ' +
            'returned once, and an event that commits late is not left out. An event is returned where the ' +
            'caller may see its record at the time of reading; what becomes visible later is not returned ' +
            'later, so read the record itself. There may be few events or none although more will follow. ' +
            'Where there is none yet, the answer can wait.'
        }),
        querystring: eventQuery(shownNames(kinds)),
        response: { 200: ref(EventPage) }
      }
    },
    async (request, reply) => {
      const { actor, query } = request
      const asked: Asked = {
        actor: readerOf(actor),
        types: query.type,
        limit: query.limit ?? PAGE,
        own: await subtree(db, actor, 'event'),
        asked: query.within === undefined ? undefined : await subtree(db, actor, 'event', query.within)
      }
      const cursor = query.after === undefined ? undefined : opened(query.after, actor, auditKey)
      const start = await startOf(db, cursor, keepDays)
      const first = await found(db, feed, asked, start)
      const { wait = 0 } = query
      const page = wait > 0 ? await waited(feed, news, asked, first, wait, { request, reply }) : first
      return {
        items: page.rows.map((row) => cloudEvent(row, feed)),
        next: sealed(page, actor, auditKey)
      }
    }
  )
}
