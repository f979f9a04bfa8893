import type { FastifyContextConfig } from 'fastify'
import type { App } from '../../platform/http/app.ts'
import { stepsOf } from '../../platform/http/steps.ts'
import { describe } from '../../platform/openapi/describe.ts'
import { type StepName, steps } from '../rules.ts'
import * as schema from '../schema.ts'
import * as actions from './actions.ts'
import { Cancellation, Completion, Start } from './schema.ts'

const scope = 'inspection'
/** The table of the steps says who may take a step. */
const config = (step: StepName): FastifyContextConfig => ({ permission: steps[step].permission, scope })

/** The steps of an inspection, from the notice to the publication. */
export function stepRoutes(app: App): void {
  const { plain, worded, maybeWorded } = stepsOf(app, '/v1/inspections', schema.Inspection)
  plain(
    'notify',
    config('notify'),
    describe('notifyInspection', 'inspections', '通知检查对象', {
      zh: '将明查通知检查对象，检查对象自此可以查看。暗访不发通知。',
      en:
        'Notifies the target of an open check; the target sees the inspection from then on. No notice is ' +
        'given of an unannounced visit.'
    }),
    actions.notifyTarget
  )
  maybeWorded(
    'start',
    config('start'),
    describe('startInspection', 'inspections', '开始检查', {
      zh: '检查人员到达，检查开始，检查对象自此可以查看。',
      en: 'Starts an inspection: the inspectors have arrived. The target sees the inspection from then on.'
    }),
    Start,
    actions.startInspection
  )
  worded(
    'cancel',
    config('cancel'),
    describe('cancelInspection', 'inspections', '取消检查', {
      zh: '取消尚未开始的检查，所对应的检查任务恢复为待检查。检查对象此前不知晓的，取消后也不会知晓。',
      en:
        'Cancels an inspection that has not begun. Its task is pending again. If the target did not know ' +
        'of the inspection, the cancellation stays hidden from it as well.'
    }),
    Cancellation,
    (work, id, { reason }) => actions.cancelInspection(work, id, reason)
  )
  maybeWorded(
    'complete',
    config('complete'),
    describe('completeInspection', 'inspections', '完成检查', {
      zh: '完成检查，各项监管内容均须有结论。所对应的检查任务随之完成，计划进度相应更新。',
      en:
        'Completes an inspection in which every area has a conclusion. Its task is done, and the progress ' +
        'of the plan is updated.'
    }),
    Completion,
    actions.completeInspection
  )
  plain(
    'publish',
    config('publish'),
    describe('publishInspection', 'inspections', '公开检查结果', {
      zh: '公开检查结果，检查单位辖区内的人员均可查看。',
      en: 'Publishes the results to everybody within the inspecting unit.'
    }),
    actions.publishInspection
  )
}
