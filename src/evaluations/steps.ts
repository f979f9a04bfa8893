import type { FastifyContextConfig } from 'fastify'
import type { App } from '../platform/http/app.ts'
import { stepsOf } from '../platform/http/steps.ts'
import { describe } from '../platform/openapi/describe.ts'
import * as actions from './actions.ts'
import { type StepName, steps } from './rules.ts'
import * as schema from './schema.ts'

/** The table of the steps says who may take a step. */
const config = (step: StepName): FastifyContextConfig => ({
  permission: steps[step].permission,
  scope: 'evaluation'
})

/** From the draft to the end: open, verify, score, publish, close. */
export function stepRoutes(app: App): void {
  const { plain } = stepsOf(app, '/v1/evaluations', schema.Evaluation)
  plain(
    'open',
    config('open'),
    describe('openEvaluation', 'evaluations', '启动绩效评价', {
      zh: '启动绩效评价。被评价单位可以查看，并开始自评。',
      en: 'Opens an evaluation. The evaluated units see it and give their own values.'
    }),
    actions.openEvaluation
  )
  plain(
    'verify',
    config('verify'),
    describe('verifyEvaluation', 'evaluations', '开始核查', {
      zh: '结束自评，开始核查。此后由评价单位核定各项指标值，被评价单位可以查看并提出异议。',
      en:
        'Ends the self-assessment and begins the verification. From then on the evaluating unit verifies ' +
        'the values; the evaluated units see them and may object.'
    }),
    actions.verifyEvaluation
  )
  plain(
    'score',
    config('score'),
    describe('scoreEvaluation', 'evaluations', '评分', {
      zh: '按现有指标值计算得分、总分、等级和名次。发布前可以重新评分。',
      en:
        'Computes scores, totals, grades and ranks from the values as they are now. Can be repeated until ' +
        'the result is published.'
    }),
    actions.scoreEvaluation
  )
  plain(
    'publish',
    config('publish'),
    describe('publishEvaluation', 'evaluations', '发布评价结果', {
      zh: '发布评价结果。异议全部处理后方可发布，发布后评价单位辖区内可以查看排名。',
      en:
        'Publishes the result, once every objection is decided. Everybody within the evaluating unit then ' +
        'sees the ranking.'
    }),
    actions.publishEvaluation
  )
  plain(
    'close',
    config('close'),
    describe('closeEvaluation', 'evaluations', '办结绩效评价', {
      zh: '办结绩效评价。未发布的评价就此终止，不再公开更多内容。',
      en: 'Closes an evaluation. One that was not published ends here, and no more of it is shown.'
    }),
    actions.closeEvaluation
  )
}
