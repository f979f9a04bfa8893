import type { App } from '../platform/http/app.ts'
import { foundOr } from '../platform/http/found-or.ts'
import { downloadColumns } from '../platform/http/lists/definition.ts'
import { listAnswer } from '../platform/http/lists/lists.ts'
import { ref } from '../platform/http/schema.ts'
import { describe } from '../platform/openapi/describe.ts'
import type { AppContext } from '../platform/work/work.ts'
import type { Citables } from './citable.ts'
import * as schema from './schema.ts'
import * as store from './store.ts'
import { refuse } from './vocabulary.ts'

/** What the room needs. */
interface Parts {
  context: AppContext
  citables: Citables
}

export function register(app: App, { context: { db }, citables }: Parts): void {
  for (const one of schema.schemas) app.addSchema(one)
  app.get(
    '/v1/consequences',
    {
      config: { permission: 'consequences:read', scope: 'consequence' },
      schema: {
        ...describe('listConsequences', 'accountability', '查询因某一记录而起的后续处理', {
          zh: '列出因某一记录而起的问题、通报、约谈和问责，以调用者有权查看的为限。',
          en:
            'Lists the findings, notices, interviews and accountability records that cite a record as ' +
            'their cause, as far as the caller may see them.'
        }),
        querystring: schema.consequenceQuery,
        response: { 200: listAnswer(ref(schema.CitedPage)) }
      }
    },
    async ({ actor, query }, reply) => {
      const seen = store.seen(db, citables, actor, [query]).then(([first]) => first)
      const { id } = await foundOr(seen, () => refuse('cause-unknown', { pointer: '?id' }))
      return reply.list({
        query: store.following(db, citables, actor, id, query.cursor),
        keyOf: (record) => [record.id],
        columns,
        count: (from = db) => store.countFollowing(from, citables, actor, id)
      })
    }
  )
}

const { properties } = schema.Consequence
const columns = downloadColumns({ names: Object.keys(properties), properties })
