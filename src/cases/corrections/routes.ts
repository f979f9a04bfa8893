import type { FastifyContextConfig } from 'fastify'
import type { App } from '../../platform/http/app.ts'
import { idParams, ref } from '../../platform/http/schema.ts'
import { stepsOf } from '../../platform/http/steps.ts'
import { describe } from '../../platform/openapi/describe.ts'
import { Case } from '../schema.ts'
import { assignCase, correctCase } from './actions.ts'
import { Assignment, CaseCorrection } from './schema.ts'

const handle: FastifyContextConfig = { permission: 'cases:handle', scope: 'case' }

export function correctionRoutes(app: App): void {
  for (const one of [Assignment, CaseCorrection]) app.addSchema(one)
  app.patch(
    '/v1/cases/:id',
    {
      config: { ...handle, needsVersion: true },
      schema: {
        ...describe(
          'correctCase',
          'cases',
          '更正信访件',
          'Corrects summary, category or channel',
          'Until the written reply. The audit line keeps the old values; terms and number stay.'
        ),
        params: idParams,
        body: ref(CaseCorrection),
        response: { 200: ref(Case) }
      }
    },
    (request, reply) =>
      reply.perform({ status: 200 }, (work) => correctCase(work, request.params.id, request.body))
  )
  stepsOf(app, '/v1/cases', Case).worded(
    'assign',
    handle,
    describe(
      'assignCase',
      'cases',
      '指定经办人',
      'Names the person of the unit who handles the case',
      'As long as the case is worked on. Whoever stepped aside from it cannot be named.'
    ),
    Assignment,
    assignCase
  )
}
