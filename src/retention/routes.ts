import { subtree } from '../platform/access/scope.ts'
import type { App } from '../platform/http/app.ts'
import { listAnswer } from '../platform/http/lists/lists.ts'
import { ref } from '../platform/http/schema.ts'
import { describe } from '../platform/openapi/describe.ts'
import { localDate } from '../platform/values/days.ts'
import type { AppContext } from '../platform/work/work.ts'
import { type Kinds, retention, scopeOf } from './list.ts'
import * as schema from './schema.ts'

const scope = 'retention'

/** What the room needs. */
interface Parts extends Kinds {
  context: AppContext
}

export function register(app: App, { context: { db, clock }, ...kinds }: Parts): void {
  for (const one of schema.schemas) app.addSchema(one)
  app.get(
    '/v1/retention',
    {
      config: { permission: 'retention:read', scope },
      schema: {
        ...describe('listRetention', 'retention', '查询保存期限已到的记录', {
          zh: '列出保存期限已到的记录，超期最久的在前。每日按政策规定的保存期限列出一次；有权查看记录的人才能看到其所列记录。',
          en:
            'Lists the records whose retention period is over, the longest overdue first. The list is ' +
            'made once a day from the periods of the policy. A record is listed for callers who may see ' +
            'it.'
        }),
        querystring: retention.query,
        response: { 200: listAnswer(ref(schema.RetentionPage)) }
      }
    },
    async ({ actor, query }, reply) => {
      const tree = await subtree(db, actor, scope, query.within)
      const asked = retention.asked({ db }, query, scopeOf(tree, kinds, actor), {
        ...actor,
        today: localDate(clock())
      })
      return reply.list({ ...asked, wire: schema.wire })
    }
  )
}
