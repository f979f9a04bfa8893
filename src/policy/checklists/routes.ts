import type { App } from '../../platform/http/app.ts'
import { listAnswer } from '../../platform/http/lists/lists.ts'
import { ref } from '../../platform/http/schema.ts'
import { describe } from '../../platform/openapi/describe.ts'
import { localDate } from '../../platform/values/days.ts'
import type { AppContext } from '../../platform/work/work.ts'
import { checklistOn } from './index.ts'
import * as rules from './rules.ts'
import * as schema from './schema.ts'
import * as store from './store.ts'

export function checklistRoutes(app: App, { db, clock }: AppContext): void {
  for (const one of [schema.ChecklistItem, schema.ChecklistPage]) app.addSchema(one)
  app.get(
    '/v1/checklists',
    {
      config: { permission: 'policy:read', scope: 'open' },
      schema: {
        ...describe('listChecklistItems', 'policy', '查询检查要点', {
          zh: '按监管内容和检查对象级别列出检查要点。每项将政策第二部分规定的一项职责表述为问题，并附条款。',
          en:
            'Lists the checklist items of inspections, by area and level of the target. Each item puts a ' +
            'duty of Part 2 of the policy as a question, with its clause.'
        }),
        querystring: schema.checklistQuery,
        response: { 200: listAnswer(ref(schema.ChecklistPage)) }
      }
    },
    async ({ query }, reply) => {
      const items = rules.chosen(checklistOn(localDate(clock())), query)
      return reply.list({
        query: store.list(db, items, query),
        keyOf: (item) => [item.position],
        columns: store.columns,
        count: async () => ({ total: items.length }),
        wire: store.wire
      })
    }
  )
}
