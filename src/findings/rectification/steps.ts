import type { FastifyContextConfig } from 'fastify'
import type { Citables } from '../../causes/index.ts'
import type { App } from '../../platform/http/app.ts'
import { stepsOf } from '../../platform/http/steps.ts'
import { describe } from '../../platform/openapi/describe.ts'
import { type StepName, steps } from '../rules.ts'
import * as schema from '../schema.ts'
import * as actions from './actions.ts'

const scope = 'finding'
/** The table of the steps says who may take a step. */
const config = (step: StepName): FastifyContextConfig => ({ permission: steps[step].permission, scope })

/** The steps from the report of the target to the end: accept, send back or waive. */
export function stepRoutes(app: App, citables: Citables): void {
  const { plain, worded } = stepsOf(app, '/v1/findings', schema.Finding)
  worded(
    'rectify',
    config('rectify'),
    describe('rectifyFinding', 'findings', '报告整改', {
      zh: '由被检查单位人员报告整改情况。逾期仍可报告，期限按逾期记录。',
      en:
        'Reports the rectification. Only people of the target may report. A late report is accepted, but ' +
        'its term counts as missed.'
    }),
    schema.Rectification,
    (work, id, wanted) => actions.reportRectification(work, citables, id, wanted)
  )
  plain(
    'accept',
    config('accept'),
    describe('acceptRectification', 'findings', '认定整改', {
      zh: '检查单位或其上级认定整改合格。',
      en: 'Accepts the rectification. For the inspecting unit and the units above it.'
    }),
    (work, id) => actions.acceptRectification(work, citables, id)
  )
  worded(
    'send-back',
    config('send-back'),
    describe('sendBackRectification', 'findings', '退回整改', {
      zh: '检查单位或其上级认为整改不合格，退回重新整改，并重新计算期限。',
      en:
        'Sends an insufficient rectification back, and a new term begins. For the inspecting unit and the ' +
        'units above it.'
    }),
    schema.FindingReturn,
    (work, id, wanted) => actions.sendBackRectification(work, citables, id, wanted)
  )
  worded(
    'waive',
    config('waive'),
    describe('waiveFinding', 'findings', '免予整改', {
      zh: '由领导决定免予整改，不再要求被检查单位整改。',
      en: 'Waives the rectification: a leader decides that the target has nothing more to do.'
    }),
    schema.Waiver,
    (work, id, { reason }) => actions.waiveFinding(work, citables, id, reason)
  )
}
