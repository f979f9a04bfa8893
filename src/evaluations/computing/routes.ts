import type { App } from '../../platform/http/app.ts'
import { idParams, ref } from '../../platform/http/schema.ts'
import { noBody } from '../../platform/http/steps.ts'
import { describe } from '../../platform/openapi/describe.ts'
import { Operation } from '../../platform/operations/index.ts'
import type { Jobs } from '../../platform/work/jobs.ts'
import { steps } from '../rules.ts'
import { startComputing } from './actions.ts'

export function computingRoutes(app: App, jobs: Jobs): void {
  app.post(
    '/v1/evaluations/:id/compute',
    {
      config: { permission: steps.compute.permission, scope: 'evaluation' },
      schema: {
        ...describe('computeEvaluation', 'evaluations', '计算指标值', {
          zh: '评价期结束后，由系统计算各项计算类指标。计算值连同分子、分母、日期和摘要值固定保存；再次计算另存一版，两版并列，以最新一版计分。',
          en:
            'Computes the indicators once the period is over. Values are frozen with numerator, ' +
            'denominator, date and hash; a further computation is shown with the earlier ones, and the ' +
            'latest counts.'
        }),
        params: idParams,
        body: noBody,
        response: { 202: ref(Operation) }
      }
    },
    ({ params }, reply) =>
      reply.perform({ status: 202, location: (begun: Operation) => `/v1/operations/${begun.id}` }, (work) =>
        startComputing(work, jobs, params.id)
      )
  )
}
