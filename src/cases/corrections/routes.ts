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
        ...describe('correctCase', 'cases', '更正信访件', {
          zh: '更正内容摘要、救助类别或来源渠道，限书面答复之前。审计记录保留原值，期限和编号不变。',
          en:
            'Corrects the summary, the category or the channel. Possible until the written reply. The ' +
            'audit line keeps the old values; terms and number do not change.'
        }),
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
    describe('assignCase', 'cases', '指定经办人', {
      zh: '指定单位内办理该信访件的人员，限办理期间。已回避的人员不能被指定。',
      en:
        'Names the person of the unit who handles the case. Possible while the case is being handled. A ' +
        'person who stepped aside cannot be named.'
    }),
    Assignment,
    assignCase
  )
}
