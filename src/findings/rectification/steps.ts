import type { FastifyContextConfig } from 'fastify'
import type { Citables } from '../../causes/index.ts'
import type { App } from '../../platform/http/app.ts'
import { stepsOf } from '../../platform/http/steps.ts'
import { describe } from '../../platform/openapi/describe.ts'
import * as schema from '../schema.ts'
import * as actions from './actions.ts'

const scope = 'finding'
const rectify: FastifyContextConfig = { permission: 'findings:rectify', scope }
const judge: FastifyContextConfig = { permission: 'findings:judge', scope }
const waive: FastifyContextConfig = { permission: 'findings:waive', scope }

/** From the report of the target to the end: accepted, sent back, or waived. */
export function stepRoutes(app: App, citables: Citables): void {
  const { plain, worded } = stepsOf(app, '/v1/findings', schema.Finding)
  worded(
    'rectify',
    rectify,
    describe(
      'rectifyFinding',
      'findings',
      '报告整改',
      'The target reports what it did',
      'Only people of the target itself do so. A late report is taken too; its term is missed.'
    ),
    schema.Rectification,
    (work, id, wanted) => actions.reportRectification(work, citables, id, wanted)
  )
  plain(
    'accept',
    judge,
    describe(
      'acceptRectification',
      'findings',
      '认定整改',
      'The inspecting unit, or one above it, finds that it will do'
    ),
    (work, id) => actions.acceptRectification(work, citables, id)
  )
  worded(
    'send-back',
    judge,
    describe(
      'sendBackRectification',
      'findings',
      '退回整改',
      'The inspecting unit, or one above it, finds that it will not do; a new term begins'
    ),
    schema.FindingReturn,
    (work, id, wanted) => actions.sendBackRectification(work, citables, id, wanted)
  )
  worded(
    'waive',
    waive,
    describe('waiveFinding', 'findings', '免予整改', 'A leader asks nothing more of the target'),
    schema.Waiver,
    (work, id, { reason }) => actions.waiveFinding(work, citables, id, reason)
  )
}
