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
        ...describe(
          'getOperation',
          'operations',
          '查询长时操作的进度与结果',
          'How far an operation is, and its result',
          'Shown to whoever may read what the operation is about, within the unit that asked for it or above.'
        ),
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
