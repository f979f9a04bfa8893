import type { FastifyContextConfig } from 'fastify'
import type { App } from '../../platform/http/app.ts'
import { foundOr } from '../../platform/http/found-or.ts'
import { listAnswer } from '../../platform/http/lists/lists.ts'
import { belongingTo } from '../../platform/http/lists/scopes.ts'
import { idParams, ref } from '../../platform/http/schema.ts'
import { describe } from '../../platform/openapi/describe.ts'
import { localDate } from '../../platform/values/days.ts'
import type { AppContext } from '../../platform/work/work.ts'
import * as evaluations from '../store.ts'
import { rankedSeenBy, targetSeenBy } from '../visibility.ts'
import { refuse } from '../vocabulary.ts'
import { ranking, targets } from './list.ts'
import * as schema from './schema.ts'
import * as store from './store.ts'
import { writingRoutes } from './writing.ts'

const scope = 'evaluation'
const read: FastifyContextConfig = { permission: 'evaluations:read', scope }
const unknown = () => refuse('evaluation-not-found')

export function targetRoutes(app: App, context: AppContext): void {
  for (const one of schema.targetSchemas) app.addSchema(one)
  listing(app, context)
  reading(app, context)
  writingRoutes(app)
}

function listing(app: App, { db, clock }: AppContext): void {
  app.get(
    '/v1/evaluations/:id/targets',
    {
      config: read,
      schema: {
        ...describe('listEvaluationTargets', 'evaluations', '查询被评价单位', {
          zh: '列出被评价单位及其结果。被评价单位只能看到本单位辖区内的单位。',
          en:
            'Lists the evaluated units with their results. Readers in an evaluated unit see only units ' +
            'within their own.'
        }),
        params: idParams,
        querystring: targets.query,
        response: { 200: listAnswer(ref(schema.EvaluationTargetPage)) }
      }
    },
    async ({ actor, params, query }, reply) => {
      const today = localDate(clock())
      const { id } = await foundOr(evaluations.find(db, actor, params.id, today), unknown)
      const seen = belongingTo('evaluation_target.evaluation_id', id, targetSeenBy)
      return reply.list(targets.asked({ db }, query, seen, { ...actor, today }))
    }
  )
  app.get(
    '/v1/evaluations/:id/ranking',
    {
      config: read,
      schema: {
        ...describe('getEvaluationRanking', 'evaluations', '查询评价排名', {
          zh: '分组列出有名次的单位。评价单位在评分后可以查看，辖区内的单位在发布后可以查看；一组不足三个单位的不排名。',
          en:
            'Lists the ranked units, group by group: for the evaluating unit once it is scored, for all ' +
            'units within it once it is published. A group of fewer than three units has no ranks.'
        }),
        params: idParams,
        querystring: ranking.query,
        response: { 200: listAnswer(ref(schema.EvaluationRanking)) }
      }
    },
    async ({ actor, params, query }, reply) => {
      const today = localDate(clock())
      const { id } = await foundOr(evaluations.find(db, actor, params.id, today), unknown)
      const seen = belongingTo('evaluation_target.evaluation_id', id, rankedSeenBy)
      return reply.list(ranking.asked({ db }, query, seen, { ...actor, today }))
    }
  )
}

function reading(app: App, { db, clock }: AppContext): void {
  app.get(
    '/v1/evaluations/:id/targets/:unitCode',
    {
      config: read,
      schema: {
        ...describe('getEvaluationTarget', 'evaluations', '查询一个被评价单位', {
          zh: '返回一个被评价单位的各项指标值。自评值和核定值并列，以核定值计分；被评价单位在核查开始后可以查看核定值。',
          en:
            'Returns one evaluated unit with its values: its own, and the verified ones, which count and ' +
            'which the unit sees once the verification has begun.'
        }),
        params: schema.targetParams,
        response: { 200: ref(schema.EvaluationTarget) }
      }
    },
    async ({ actor, params: { id, unitCode } }, reply) => {
      const found = store.find(db, actor, { evaluationId: id, unitCode }, localDate(clock()))
      return reply.versioned(await foundOr(found, () => refuse('evaluation-target-not-found')))
    }
  )
}
