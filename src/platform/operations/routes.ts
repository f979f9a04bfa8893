import type { FastifyContextConfig } from 'fastify'
import { subtree } from '../access/scope.ts'
import type { VisibleRecords } from '../access/visible-records.ts'
import { refuse } from '../errors/wordings.ts'
import type { App } from '../http/app.ts'
import { foundOr } from '../http/found-or.ts'
import { listAnswer } from '../http/lists/lists.ts'
import { closed, idParams, ref } from '../http/schema.ts'
import { waitParameter } from '../http/waiters.ts'
import { describe } from '../openapi/describe.ts'
import { localDate } from '../values/days.ts'
import type { AppContext } from '../work/work.ts'
import { endAbandoned } from './here.ts'
import { operationList, readable } from './list.ts'
import { Operation, OperationPage } from './schema.ts'
import * as store from './store.ts'
import { AGAIN, Ends } from './waiting.ts'

const scope = 'operation'
const read: FastifyContextConfig = { permission: 'operations:read', scope }

export function operationRoutes(
  app: App,
  { db, clock, log }: Pick<AppContext, 'db' | 'clock' | 'log'>,
  records: VisibleRecords,
  isDraining: () => boolean
): void {
  const ends = new Ends({ db, log }, isDraining)
  // Before the port closes, which waits for the requests that are under way.
  app.addHook('preClose', async () => ends.close())
  for (const one of [Operation, OperationPage]) app.addSchema(one)
  app.get(
    '/v1/operations',
    {
      config: read,
      schema: {
        ...describe('listOperations', 'operations', '查询长时操作', {
          zh: '列出辖区内各单位提出的长时操作，最新的在前；仅列出有权查阅相关内容的操作。',
          en:
            'Lists the operations that units within a unit started, the newest first. An operation is ' +
            'listed for callers who may read what it is about.'
        }),
        querystring: operationList.query,
        response: { 200: listAnswer(ref(OperationPage)) }
      }
    },
    async ({ actor, query }, reply) => {
      const tree = await subtree(db, actor, scope, query.within)
      await endAbandoned({ db, clock })
      const viewer = { ...actor, today: localDate(clock()) }
      const asked = operationList.asked({ db }, query, readable(tree, records, actor), viewer)
      return reply.list({ ...asked, wire: store.wire })
    }
  )
  app.get(
    '/v1/operations/:id',
    {
      config: read,
      schema: {
        ...describe('getOperation', 'operations', '查询长时操作的进度与结果', {
          zh:
            '返回长时操作的进度和结果，提出操作的单位及其上级中有权查阅相关内容的人员可以查看。可以等待其结束；' +
            '未结束的，答复给出再次查询前应等待的秒数。',
          en:
            'Returns the progress of an operation and its result. It is shown to callers of the unit ' +
            'that started it, or of a unit above, who may read what it is about. The answer can wait for ' +
            'its end; `Retry-After` says when to read one again that has not ended.'
        }),
        params: idParams,
        querystring: closed({
          wait: waitParameter('Longest wait in seconds for the end of the operation')
        }),
        response: { 200: ref(Operation) }
      }
    },
    async (request, reply) => {
      const { actor, params, query } = request
      const read = async (): Promise<store.Versioned> => {
        await endAbandoned({ db, clock }, params.id)
        return foundOr(store.findReadable(db, records, actor, params.id), () => refuse('not-found'))
      }
      const operation = await ends.waited(read, query.wait ?? 0, { request, reply })
      return reply.headers(againAfter(operation)).versioned(operation)
    }
  )
}

function againAfter({ endedAt }: Operation): Record<string, number> {
  return endedAt === null ? { 'retry-after': AGAIN } : {}
}
