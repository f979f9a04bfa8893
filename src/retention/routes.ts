import { subtree } from '../platform/access/scope.ts'
import type { App } from '../platform/http/app.ts'
import { listAnswer } from '../platform/http/lists/lists.ts'
import { ref } from '../platform/http/schema.ts'
import { describe } from '../platform/openapi/describe.ts'
import type { AppContext } from '../platform/work/work.ts'
import * as items from './list.ts'
import * as schema from './schema.ts'

const scope = 'retention'

export function retentionRoutes(app: App, { db }: AppContext, kinds: items.Kinds): void {
  for (const one of schema.schemas) app.addSchema(one)
  app.get(
    '/v1/retention',
    {
      config: { permission: 'retention:read', scope },
      schema: {
        ...describe(
          'listRetention',
          'retention',
          '查询保存期限已到的记录',
          'Records whose period of retention is over; the longest overdue first',
          'Listed once a day by the periods of the policy. A record is listed for those who may see it.'
        ),
        querystring: schema.retentionQuery,
        response: { 200: listAnswer(ref(schema.RetentionPage)) }
      }
    },
    async ({ actor, query }, reply) => {
      const tree = await subtree(db, actor, scope, query.within)
      return reply.list({
        query: items.list(db, kinds, actor, tree, query),
        keyOf: items.keyOf,
        columns: items.columns,
        count: (from = db) => items.count(from, kinds, actor, tree, query),
        wire: items.wire
      })
    }
  )
}
