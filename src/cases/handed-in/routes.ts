import type { FastifyContextConfig } from 'fastify'
import type { App } from '../../platform/http/app.ts'
import { foundOr } from '../../platform/http/found-or.ts'
import { listAnswer } from '../../platform/http/lists/lists.ts'
import { idParams, ref } from '../../platform/http/schema.ts'
import { describe } from '../../platform/openapi/describe.ts'
import { localDate } from '../../platform/values/days.ts'
import type { AppContext } from '../../platform/work/work.ts'
import { refuse } from '../vocabulary.ts'
import { handedInCases, ofCaller } from './list.ts'
import { HandedInCase, HandedInCasePage, handedInSchemas } from './schema.ts'
import * as store from './store.ts'

const read: FastifyContextConfig = { permission: 'handed-in-cases:read', scope: 'case' }

/** What the account of a system sees of the cases that it handed in, and of no others. */
export function handedInRoutes(app: App, { db, clock }: AppContext): void {
  for (const one of handedInSchemas) app.addSchema(one)
  app.get(
    '/v1/handed-in-cases',
    {
      config: read,
      schema: {
        ...describe('listHandedInCases', 'cases', '查询本系统登记的信访件', {
          zh: '列出本系统登记的信访件，最近更新的在前。其后对登记单位保密的检举控告不再列出。',
          en:
            'Lists the cases that the calling system handed in, the latest change first. A report that is ' +
            'hidden from the unit of the system is not listed.'
        }),
        querystring: handedInCases.query,
        response: { 200: listAnswer(ref(HandedInCasePage)) }
      }
    },
    async ({ actor, query }, reply) => {
      const viewer = { ...actor, today: localDate(clock()) }
      return reply.list(handedInCases.asked({ db }, query, ofCaller, viewer))
    }
  )
  app.get(
    '/v1/handed-in-cases/:id',
    {
      config: read,
      schema: {
        ...describe('getHandedInCase', 'cases', '查询本系统登记的一件信访件', {
          zh: '返回本系统登记的一件信访件的编号、状态、期限和结果。',
          en: 'Returns number, status, terms and outcome of one case that the calling system handed in.'
        }),
        params: idParams,
        response: { 200: ref(HandedInCase) }
      }
    },
    async ({ actor, params }, reply) => {
      const found = store.find(db, actor, params.id, localDate(clock()))
      return reply.versioned(await foundOr(found, () => refuse('case-not-found')))
    }
  )
}
