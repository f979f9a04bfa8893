import type { FastifyContextConfig } from 'fastify'
import type { App } from '../../platform/http/app.ts'
import { idParams, ref } from '../../platform/http/schema.ts'
import type { stepsOf } from '../../platform/http/steps.ts'
import { describe } from '../../platform/openapi/describe.ts'
import * as schema from '../steps/schema.ts'
import * as actions from './actions.ts'

const handle: FastifyContextConfig = { permission: 'cases:handle', scope: 'case' }
const lift: FastifyContextConfig = { permission: 'cases:readmit', scope: 'case' }

/** Recusal, which answers without the case, and its lifting, which is a step like any other. */
export function recusalRoutes(app: App, { worded }: ReturnType<typeof stepsOf>): void {
  app.post(
    '/v1/cases/:id/recuse',
    {
      config: handle,
      schema: {
        ...describe('recuseFromCase', 'cases', '回避', {
          zh: '登记人员回避，其自此不能再查看该信访件。任何人均可自行回避；当前环节单位或其上级的负责人，可以决定本单位辖区内经办过该信访件的人员回避。',
          en:
            'Records that a person steps aside; the case is no longer visible to them. Everybody may ' +
            'step aside themselves. A leader of the unit that has to take the next step, or of a unit ' +
            'above it, may exclude a person who worked on the case within the leader’s unit.'
        }),
        params: idParams,
        body: ref(schema.Recusal),
        response: { 200: ref(schema.Recused) }
      }
    },
    (request, reply) =>
      reply.perform({ status: 200 }, (work) => actions.recuse(work, request.params.id, request.body))
  )
  worded(
    'readmit',
    lift,
    describe('readmitToCase', 'cases', '解除回避', {
      zh: '解除一名人员的回避，其自此可再次查看信访件。仅限作出回避决定单位的上级单位负责人。',
      en:
        'Lifts the recusal of a person, who can see the case again. Only a leader of a unit above the one ' +
        'that decided on the recusal may do this.'
    }),
    schema.Readmission,
    actions.readmit
  )
}
