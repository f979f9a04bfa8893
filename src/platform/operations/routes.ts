import type { VisibleRecords } from '../access/visible-records.ts'
import { refuse } from '../errors/wordings.ts'
import type { App } from '../http/app.ts'
import { foundOr } from '../http/found-or.ts'
import { idParams, ref } from '../http/schema.ts'
import { describe } from '../openapi/describe.ts'
import type { AppContext } from '../work/work.ts'
import { endAbandoned } from './here.ts'
import { Operation } from './schema.ts'
import * as store from './store.ts'

export function operationRoutes(
  app: App,
  { db, clock }: Pick<AppContext, 'db' | 'clock'>,
  records: VisibleRecords
): void {
  app.addSchema(Operation)
  app.get(
    '/v1/operations/:id',
    {
      config: { permission: 'operations:read', scope: 'operation' },
      schema: {
        ...describe('getOperation', 'operations', '查询长时操作的进度与结果', {
          zh: '返回长时操作的进度和结果，提出操作的单位及其上级中有权查阅相关内容的人员可以查看。',
          en:
            'Returns the progress of an operation and its result. It is shown to callers of the unit ' +
            'that started it, or of a unit above, who may read what it is about.'
        }),
        params: idParams,
        response: { 200: ref(Operation) }
      }
    },
    async ({ actor, params }, reply) => {
      await endAbandoned({ db, clock }, params.id)
      const found = store.findReadable(db, records, actor, params.id)
      return reply.versioned(await foundOr(found, () => refuse('not-found')))
    }
  )
}
