import { Type } from 'typebox'
import type { Citables } from '../../causes/index.ts'
import type { App } from '../../platform/http/app.ts'
import { ref } from '../../platform/http/schema.ts'
import { describe } from '../../platform/openapi/describe.ts'
import { Interview } from '../schema.ts'
import * as actions from './actions.ts'
import * as schema from './schema.ts'

const scope = 'interview'

export function commitmentRoutes(app: App, citables: Citables): void {
  for (const one of schema.schemas) app.addSchema(one)
  app.post(
    '/v1/interviews/:id/commitments/:n/report',
    {
      config: { permission: 'interviews:report', scope },
      schema: {
        ...describe(
          'reportCommitment',
          'interviews',
          '报告承诺落实情况',
          'Tells what the unit interviewed did about its promise',
          'By people of that unit. Whether it is enough, the interviewing side says.'
        ),
        params: schema.commitmentParams,
        body: ref(schema.CommitmentReport),
        response: { 200: ref(Interview) }
      }
    },
    ({ params, body }, reply) =>
      reply.perform({ status: 200 }, (work) =>
        actions.reportOn(work, citables, params.id, params.n, body.text)
      )
  )
  app.post(
    '/v1/interviews/:id/commitments/:n/fulfil',
    {
      config: { permission: 'interviews:keep', scope },
      schema: {
        ...describe(
          'fulfilCommitment',
          'interviews',
          '确认承诺完成',
          'Confirms that a promise was kept',
          'By the interviewing side. Kept after its day, it stays missed.'
        ),
        params: schema.commitmentParams,
        body: Type.Union([ref(schema.Fulfilment), Type.Null()]),
        response: { 200: ref(Interview) }
      }
    },
    ({ params, body }, reply) =>
      reply.perform({ status: 200 }, (work) => actions.fulfil(work, citables, params.id, params.n, body))
  )
}
