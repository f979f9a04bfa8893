import type { App } from '../../../platform/http/app.ts'
import { foundOr } from '../../../platform/http/found-or.ts'
import { listAnswer } from '../../../platform/http/lists/lists.ts'
import { idParams, ref } from '../../../platform/http/schema.ts'
import { describe } from '../../../platform/openapi/describe.ts'
import { localDate } from '../../../platform/values/days.ts'
import type { AppContext } from '../../../platform/work/work.ts'
import { refuse } from '../../vocabulary.ts'
import * as read from '../read.ts'
import * as chain from './chain.ts'
import { ChainPage, chainQuery, chainSchemas } from './schema.ts'

export function chainRoutes(app: App, { db, clock }: AppContext): void {
  for (const one of chainSchemas) app.addSchema(one)
  app.get(
    '/v1/allocations/:id/chain',
    {
      config: { permission: 'funds:read', scope: 'fund' },
      schema: {
        ...describe('listAllocationChain', 'funds', '查询资金链各环节', {
          zh: '列出一笔资金以下的全部环节，上级环节在前，下级环节在后。',
          en: 'Lists all steps of the chain below an allocation, upper units before lower ones.'
        }),
        params: idParams,
        querystring: chainQuery,
        response: { 200: listAnswer(ref(ChainPage)) }
      }
    },
    async ({ actor, params, query }, reply) => {
      const { id } = await foundOr(read.seen(db, actor, params.id), () => refuse('allocation-not-found'))
      return reply.list({
        query: chain.list(db, actor, id, query.cursor, localDate(clock())),
        keyOf: chain.keyOf,
        columns: chain.columns,
        count: (from = db) => chain.count(from, actor, id)
      })
    }
  )
}
