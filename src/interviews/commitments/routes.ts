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
        ...describe('reportCommitment', 'interviews', '报告承诺落实情况', {
          zh: '被约谈单位人员报告承诺的落实情况；是否完成由约谈一方确认。',
          en:
            'Reports what the unit interviewed has done about a commitment. Only people of that unit may ' +
            'report; the interviewing side decides whether it is enough.'
        }),
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
        ...describe('fulfilCommitment', 'interviews', '确认承诺完成', {
          zh: '由约谈一方确认承诺已完成；逾期完成的，仍为逾期。',
          en:
            'Confirms that a commitment was fulfilled. Only the interviewing side may confirm. A ' +
            'commitment that was fulfilled after its due day stays missed.'
        }),
        params: schema.commitmentParams,
        body: Type.Union([ref(schema.Fulfilment), Type.Null()]),
        response: { 200: ref(Interview) }
      }
    },
    ({ params, body }, reply) =>
      reply.perform({ status: 200 }, (work) => actions.fulfil(work, citables, params.id, params.n, body))
  )
}
