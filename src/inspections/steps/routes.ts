import type { FastifyContextConfig } from 'fastify'
import type { App } from '../../platform/http/app.ts'
import { stepsOf } from '../../platform/http/steps.ts'
import { describe } from '../../platform/openapi/describe.ts'
import * as schema from '../schema.ts'
import * as actions from './actions.ts'
import { Cancellation, Completion, Start } from './schema.ts'

const scope = 'inspection'
const arrange: FastifyContextConfig = { permission: 'inspections:arrange', scope }
const carryOut: FastifyContextConfig = { permission: 'inspections:conduct', scope }
const publish: FastifyContextConfig = { permission: 'inspections:publish', scope }

/** Every step of an inspection, in the order of its life. */
export function stepRoutes(app: App): void {
  const { plain, worded, maybeWorded } = stepsOf(app, '/v1/inspections', schema.Inspection)
  plain(
    'notify',
    arrange,
    describe(
      'notifyInspection',
      'inspections',
      '通知检查对象',
      'Tells the target of an open check, which it sees from now on',
      'Of an unannounced visit no notice is sent.'
    ),
    actions.notifyTarget
  )
  maybeWorded(
    'start',
    carryOut,
    describe(
      'startInspection',
      'inspections',
      '开始检查',
      'The inspectors are there; the target sees it from now on'
    ),
    Start,
    actions.startInspection
  )
  worded(
    'cancel',
    arrange,
    describe(
      'cancelInspection',
      'inspections',
      '取消检查',
      'Cancels an inspection that has not begun',
      'The task that it was to carry out is pending again. A target that did not know of it learns nothing.'
    ),
    Cancellation,
    (work, id, { reason }) => actions.cancelInspection(work, id, reason)
  )
  maybeWorded(
    'complete',
    carryOut,
    describe(
      'completeInspection',
      'inspections',
      '完成检查',
      'Ends an inspection of which every area has a conclusion',
      'The task that it carried out is done; the progress of the plan follows.'
    ),
    Completion,
    actions.completeInspection
  )
  plain(
    'publish',
    publish,
    describe(
      'publishInspection',
      'inspections',
      '公开检查结果',
      'Shows the results to everybody within the inspecting unit'
    ),
    actions.publishInspection
  )
}
