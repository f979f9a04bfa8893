import type { FastifyContextConfig } from 'fastify'
import type { App } from '../platform/http/app.ts'
import { stepsOf } from '../platform/http/steps.ts'
import { describe } from '../platform/openapi/describe.ts'
import * as actions from './actions.ts'
import * as schema from './schema.ts'

const scope = 'inspection-plan'
const submit: FastifyContextConfig = { permission: 'plans:submit', scope }
const decide: FastifyContextConfig = { permission: 'plans:decide', scope }

/** From the draft to the end: submit, approve or return, close. */
export function stepRoutes(app: App): void {
  const { plain, worded } = stepsOf(app, '/v1/inspection-plans', schema.Plan)
  plain(
    'submit',
    submit,
    describe('submitPlan', 'plans', '提交计划', 'Submits a draft for approval'),
    actions.submitPlan
  )
  plain(
    'approve',
    decide,
    describe('approvePlan', 'plans', '批准计划', 'Approves a plan; not by whoever submitted it'),
    actions.approvePlan
  )
  plain(
    'close',
    decide,
    describe('closePlan', 'plans', '结束计划', 'Closes an approved plan'),
    actions.closePlan
  )
  worded(
    'return',
    decide,
    describe('returnPlan', 'plans', '退回计划', 'Sends a submitted plan back, with the reason'),
    schema.ReturnReason,
    (work, id, { reason }) => actions.returnPlan(work, id, reason)
  )
}
