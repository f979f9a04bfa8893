import type { FastifyContextConfig } from 'fastify'
import type { App } from '../../platform/http/app.ts'
import { ref } from '../../platform/http/schema.ts'
import { describe } from '../../platform/openapi/describe.ts'
import * as actions from './actions.ts'
import { type StepName, steps } from './rules.ts'
import * as schema from './schema.ts'

/** The table of the steps says who may take a step. */
const config = (step: StepName): FastifyContextConfig => ({
  permission: steps[step].permission,
  scope: 'evaluation'
})
const base = '/v1/evaluations/:id/targets/:unitCode'

/** Values, objections and the veto: the steps of one evaluated unit. */
export function writingRoutes(app: App): void {
  entering(app)
  objecting(app)
  vetoing(app)
}

function entering(app: App): void {
  app.put(
    `${base}/values/:item`,
    {
      config: { ...config('assess'), needsVersion: true },
      schema: {
        ...describe('putEvaluationValue', 'evaluations', '填报指标值', {
          zh: '自评期间由被评价单位填报自评值，核查期间由评价单位核定。核定值与此前数值不同的，须说明理由。',
          en:
            'The evaluated unit enters its own value during the self-assessment, the evaluating unit the ' +
            'one that counts during the verification, with a reason where it differs from the one before.'
        }),
        params: schema.valueParams,
        body: ref(schema.EvaluationValueEntry),
        response: { 200: ref(schema.EvaluationTarget) }
      }
    },
    ({ params: { id, unitCode, item }, body }, reply) =>
      reply.perform({ status: 200 }, (work) =>
        actions.putValue(work, { evaluationId: id, unitCode, item }, body)
      )
  )
}

function objecting(app: App): void {
  app.post(
    `${base}/objections`,
    {
      config: config('object'),
      schema: {
        ...describe('objectToEvaluation', 'evaluations', '提出异议', {
          zh: '被评价单位在核查开始后、结果发布前，对某项指标值提出异议。',
          en:
            'An evaluated unit objects to the value of an indicator, once the verification has begun and ' +
            'before the result is published.'
        }),
        params: schema.targetParams,
        body: ref(schema.NewEvaluationObjection),
        response: { 201: ref(schema.EvaluationTarget) }
      }
    },
    ({ params: { id, unitCode }, body }, reply) =>
      reply.perform({ status: 201 }, (work) => actions.object(work, { evaluationId: id, unitCode }, body))
  )
  app.post(
    `${base}/objections/:n/decide`,
    {
      config: config('decide'),
      schema: {
        ...describe('decideEvaluationObjection', 'evaluations', '处理异议', {
          zh: '评价单位处理异议。成立的，填写核定值；已评分的随即重新评分。',
          en:
            'The evaluating unit decides on an objection. Where it is upheld, a new value is given, and ' +
            'scores are computed again.'
        }),
        params: schema.objectionParams,
        body: ref(schema.EvaluationObjectionDecision),
        response: { 200: ref(schema.EvaluationTarget) }
      }
    },
    ({ params: { id, unitCode, n }, body }, reply) =>
      reply.perform({ status: 200 }, (work) => actions.decide(work, { evaluationId: id, unitCode, n }, body))
  )
}

function vetoing(app: App): void {
  app.post(
    `${base}/veto`,
    {
      config: config('veto'),
      schema: {
        ...describe('vetoEvaluationTarget', 'evaluations', '一票否决', {
          zh: '负责人以弄虚作假等理由一票否决：等级为不合格，不参加排名，总分照常显示。',
          en:
            'A leader vetoes a unit, for falsified values or the like: its grade is unqualified and it has ' +
            'no rank; the total stays visible.'
        }),
        params: schema.targetParams,
        body: ref(schema.EvaluationVeto),
        response: { 200: ref(schema.EvaluationTarget) }
      }
    },
    ({ params: { id, unitCode }, body }, reply) =>
      reply.perform({ status: 200 }, (work) => actions.veto(work, { evaluationId: id, unitCode }, body))
  )
}
