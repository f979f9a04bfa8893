import type { FastifyContextConfig } from 'fastify'
import { frameAnswer } from '../../platform/draw/schema.ts'
import type { App } from '../../platform/http/app.ts'
import { foundOr } from '../../platform/http/found-or.ts'
import { ref } from '../../platform/http/schema.ts'
import { describe } from '../../platform/openapi/describe.ts'
import { localDate } from '../../platform/values/days.ts'
import type { AppContext } from '../../platform/work/work.ts'
import { refuse as refuseEvaluator } from '../evaluators/vocabulary.ts'
import { targetParams } from '../targets/schema.ts'
import { refuse } from '../vocabulary.ts'
import * as actions from './actions.ts'
import * as schema from './schema.ts'
import * as store from './store.ts'

const scope = 'evaluation'
const enter: FastifyContextConfig = { permission: 'evaluations:enter', scope }
const run: FastifyContextConfig = { permission: 'evaluations:run', scope }
const base = '/v1/evaluations/:id/targets/:unitCode/samples'
const unknown = () => refuse('evaluation-target-not-found')

/** Samples of recipients whom a third party visits or asks. */
export function sampleRoutes(app: App, context: AppContext): void {
  for (const one of schema.sampleSchemas) app.addSchema(one)
  drawing(app)
  reading(app, context)
}

function drawing(app: App): void {
  app.post(
    base,
    {
      config: run,
      schema: {
        ...describe('drawEvaluationSample', 'evaluations', '抽取核查样本', {
          zh: '从被评价单位当月发放名册中随机抽取救助对象，只含编号和村（社区）代码，任何人可以复核。',
          en:
            'Draws recipients by lot from the rosters of the unit for a month, as numbers and villages. ' +
            'Anyone can recompute the draw.'
        }),
        params: targetParams,
        body: ref(schema.EvaluationSampling),
        response: { 201: ref(schema.EvaluationSample) }
      }
    },
    ({ params: { id, unitCode }, body }, reply) =>
      reply.perform({ status: 201 }, (work) => actions.drawSample(work, { evaluationId: id, unitCode }, body))
  )
}

function reading(app: App, { db, clock }: AppContext): void {
  app.get(
    base,
    {
      config: enter,
      schema: {
        ...describe('listEvaluationSamples', 'evaluations', '查询核查样本', {
          zh: '列出一个被评价单位的核查样本。评价单位及受委托的第三方人员可以查看，被评价单位不可见。',
          en:
            'Lists the samples of an evaluated unit, for the evaluating unit and for the third party that ' +
            'was assigned there. The unit itself does not see them.'
        }),
        params: targetParams,
        response: { 200: ref(schema.EvaluationSamples) }
      }
    },
    async ({ actor, params: { id, unitCode } }) => {
      const today = localDate(clock())
      const target = await foundOr(store.sampled(db, actor, { evaluationId: id, unitCode }, today), unknown)
      return { items: await store.samplesOf(db, actor, target.id, { today }) }
    }
  )
  app.get(
    `${base}/:n/frame`,
    {
      config: enter,
      schema: {
        ...describe('getEvaluationSampleFrame', 'evaluations', '下载核查样本的抽样框', {
          zh: '下载抽样框：每行为村（社区）代码、冒号和救助对象编号，与计算摘要时的内容逐字节相同。',
          en:
            'Downloads the frame of a sample, byte for byte as it was hashed: village, colon and number of ' +
            'the recipient, one a line.'
        }),
        params: schema.sampleParams,
        response: { 200: frameAnswer }
      }
    },
    async ({ actor, params: { id, unitCode, n } }, reply) => {
      const today = localDate(clock())
      const target = await foundOr(store.sampled(db, actor, { evaluationId: id, unitCode }, today), unknown)
      const found = store.frameOf(db, target.id, n)
      const frame = await foundOr(found, () => refuseEvaluator('evaluation-sample-not-found'))
      return reply.type('text/plain; charset=utf-8').header('etag', '"1"').serializer(String).send(frame)
    }
  )
}
