import type { App } from '../../platform/http/app.ts'
import { foundOr } from '../../platform/http/found-or.ts'
import { listAnswer } from '../../platform/http/lists/lists.ts'
import { idParams, ref } from '../../platform/http/schema.ts'
import { describe } from '../../platform/openapi/describe.ts'
import type { AppContext } from '../../platform/work/work.ts'
import { noteLines } from '../readings/note.ts'
import * as store from '../store.ts'
import { refuse } from '../vocabulary.ts'
import { TimelinePage, TimelineStep, timelineQuery } from './schema.ts'
import * as story from './timeline.ts'

export function timelineRoutes(app: App, context: AppContext): void {
  const { db } = context
  for (const one of [TimelineStep, TimelinePage]) app.addSchema(one)
  app.get(
    '/v1/cases/:id/timeline',
    {
      config: { permission: 'cases:read', scope: 'case' },
      schema: {
        ...describe('getCaseTimeline', 'cases', '办理过程', {
          zh: '列出信访件的每一步骤、办理人，以及该步骤所完成或逾期的期限。',
          en: 'Lists every step of a case with its actor and the terms that it met or missed.'
        }),
        params: idParams,
        querystring: timelineQuery,
        response: { 200: listAnswer(ref(TimelinePage)) }
      }
    },
    async (request, reply) => {
      const { id } = await foundOr(store.seen(db, request.actor, request.params.id), () =>
        refuse('case-not-found')
      )
      return reply.list({
        query: story.timeline(db, request.actor, id, request.query),
        keyOf: (line) => [line.id],
        // A download has no details, so it shows no text of a report.
        onRead: { page: noteLines(context, request.actor).page, all: async () => {} },
        columns: story.columns,
        count: (from = db) => story.count(from, id),
        wire: story.wire
      })
    }
  )
}
