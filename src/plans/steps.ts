import type { FastifyContextConfig } from 'fastify'
import { Type } from 'typebox'
import type { App } from '../platform/http/app.ts'
import { describe } from '../platform/openapi/describe.ts'
import { closed, idParams, ref } from '../platform/schema.ts'
import type { Work } from '../platform/work.ts'
import * as actions from './actions.ts'
import * as words from './schema.ts'
import type * as store from './store.ts'

const scope = 'inspection-plan'
const submit: FastifyContextConfig = { permission: 'plans:submit', scope }
const decide: FastifyContextConfig = { permission: 'plans:decide', scope }

/** A step takes no body; an empty object will do. */
const noBody = Type.Union([closed({}), Type.Null()])

/** From the draft to the end: submit, approve or return, close. */
export function stepRoutes(app: App): void {
  const step = (
    path: string,
    config: FastifyContextConfig,
    described: ReturnType<typeof describe>,
    action: (work: Work, id: string) => Promise<store.Versioned>
  ) =>
    app.post(
      `/v1/inspection-plans/:id/${path}`,
      {
        config,
        schema: { ...described, params: idParams, body: noBody, response: { 200: ref(words.Plan) } }
      },
      (request, reply) => reply.perform({ status: 200 }, (work) => action(work, request.params.id))
    )
  step(
    'submit',
    submit,
    describe('submitPlan', 'plans', '提交计划', 'Submits a draft for approval'),
    actions.submitPlan
  )
  step(
    'approve',
    decide,
    describe('approvePlan', 'plans', '批准计划', 'Approves a plan; not by whoever submitted it'),
    actions.approvePlan
  )
  step(
    'close',
    decide,
    describe('closePlan', 'plans', '结束计划', 'Closes an approved plan'),
    actions.closePlan
  )
  app.post(
    '/v1/inspection-plans/:id/return',
    {
      config: decide,
      schema: {
        ...describe('returnPlan', 'plans', '退回计划', 'Sends a submitted plan back, with the reason'),
        params: idParams,
        body: ref(words.ReturnReason),
        response: { 200: ref(words.Plan) }
      }
    },
    (request, reply) =>
      reply.perform({ status: 200 }, (work) =>
        actions.returnPlan(work, request.params.id, request.body.reason)
      )
  )
}
