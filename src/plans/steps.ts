import type { FastifyContextConfig } from 'fastify'
import type { App } from '../platform/http/app.ts'
import { stepsOf } from '../platform/http/steps.ts'
import { describe } from '../platform/openapi/describe.ts'
import * as actions from './actions.ts'
import { type StepName, steps } from './rules.ts'
import * as schema from './schema.ts'

const scope = 'inspection-plan'
const config = (name: StepName): FastifyContextConfig => ({ permission: steps[name].permission, scope })

/** From the draft to the end: submit, approve or return, close. */
export function stepRoutes(app: App): void {
  const { plain, worded } = stepsOf(app, '/v1/inspection-plans', schema.Plan)
  plain(
    'submit',
    config('submit'),
    describe('submitPlan', 'plans', '提交计划', {
      zh: '提交计划草稿，等待审批。',
      en: 'Submits a draft plan for approval.'
    }),
    actions.submitPlan
  )
  plain(
    'approve',
    config('approve'),
    describe('approvePlan', 'plans', '批准计划', {
      zh: '批准已提交的计划。提交人不得审批自己提交的计划。',
      en: 'Approves a submitted plan. The person who submitted it cannot approve it.'
    }),
    actions.approvePlan
  )
  plain(
    'close',
    config('close'),
    describe('closePlan', 'plans', '结束计划', { zh: '结束已批准的计划。', en: 'Closes an approved plan.' }),
    actions.closePlan
  )
  worded(
    'return',
    config('return'),
    describe('returnPlan', 'plans', '退回计划', {
      zh: '退回已提交的计划，并说明理由。',
      en: 'Returns a submitted plan to draft, with the reason.'
    }),
    schema.ReturnReason,
    (work, id, { reason }) => actions.returnPlan(work, id, reason)
  )
}
