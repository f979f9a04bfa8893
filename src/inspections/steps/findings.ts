import type { Citables } from '../../causes/index.ts'
import { Finding, findingFields, makeFindingOfInspection } from '../../findings/index.ts'
import type { App } from '../../platform/http/app.ts'
import { closed, idParams, ref } from '../../platform/http/schema.ts'
import { describe } from '../../platform/openapi/describe.ts'
import { steps } from '../rules.ts'
import { locked } from './actions.ts'

const InspectionFinding = closed(findingFields, {
  $id: 'InspectionFinding',
  title: '检查发现的问题',
  description: 'New finding of an inspection at its target',
  examples: [{ area: 'funds', severity: 'serious', text: '低保资金未按月足额发放。' }]
})

/**
 * A finding of an inspection has the inspection as its cause. It cannot be made before the inspection begins.
 */
export function findingRoutes(app: App, citables: Citables): void {
  app.addSchema(InspectionFinding)
  app.post(
    '/v1/inspections/:id/findings',
    {
      config: { permission: steps.find.permission, scope: 'inspection' },
      schema: {
        ...describe('makeInspectionFinding', 'inspections', '登记检查发现的问题', {
          zh: '登记检查发现的问题，整改期限开始计算，检查对象可以查看。',
          en:
            'Records a finding of the inspection. The term for the rectification begins, and the target ' +
            'can see the finding.'
        }),
        params: idParams,
        body: ref(InspectionFinding),
        response: { 201: ref(Finding) }
      }
    },
    (request, reply) =>
      reply.perform(
        { status: 201, location: (made: { id: string }) => `/v1/findings/${made.id}` },
        async (work) => {
          const one = await locked(work, request.params.id, 'find')
          const { id, acting: unitCode, targetCode } = one
          const cause = { kind: 'inspection', id } as const
          return makeFindingOfInspection(work, citables, { ...request.body, unitCode, targetCode, cause })
        }
      )
  )
}
