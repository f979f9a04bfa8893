import type { FastifyContextConfig } from 'fastify'
import type { App } from '../platform/http/app.ts'
import { foundOr } from '../platform/http/found-or.ts'
import { listAnswer } from '../platform/http/lists/lists.ts'
import { idParams, ref } from '../platform/http/schema.ts'
import { describe } from '../platform/openapi/describe.ts'
import { localDate } from '../platform/values/days.ts'
import type { Jobs } from '../platform/work/jobs.ts'
import type { AppContext } from '../platform/work/work.ts'
import * as actions from './actions.ts'
import { computingRoutes } from './computing/routes.ts'
import { evaluatorRoutes } from './evaluators/routes.ts'
import { evaluations } from './list.ts'
import { reportRoutes } from './report/routes.ts'
import { sampleRoutes } from './samples/routes.ts'
import * as schema from './schema.ts'
import { scopeOf } from './scope.ts'
import { setRoutes } from './sets/routes.ts'
import { stepRoutes } from './steps.ts'
import * as store from './store.ts'
import { targetRoutes } from './targets/routes.ts'
import { refuse } from './vocabulary.ts'

const scope = 'evaluation'
const read: FastifyContextConfig = { permission: 'evaluations:read', scope }
const run: FastifyContextConfig = { permission: 'evaluations:run', scope }

/** What the room needs. */
interface Parts {
  context: AppContext
  jobs: Jobs
}

/** Performance evaluations (绩效评价): sets of indicators, and the evaluations that use them. */
export function register(app: App, { context, jobs }: Parts): void {
  setRoutes(app, context)
  for (const one of schema.schemas) app.addSchema(one)
  reading(app, context)
  making(app)
  stepRoutes(app)
  computingRoutes(app, jobs)
  targetRoutes(app, context)
  evaluatorRoutes(app, context)
  sampleRoutes(app, context)
  reportRoutes(app, context)
}

function reading(app: App, { db, clock }: AppContext): void {
  app.get(
    '/v1/evaluations',
    {
      config: read,
      schema: {
        ...describe('listEvaluations', 'evaluations', '查询绩效评价', {
          zh: '列出本单位和下级单位开展的绩效评价，最新的在前；指定被评价单位时，列出对该单位的绩效评价，启动后可以查看。',
          en:
            'Lists the evaluations that the unit and the units below it carry out, the newest first. With ' +
            '`targetCode`: those about that unit, by whatever unit, once they are opened.'
        }),
        querystring: evaluations.query,
        response: { 200: listAnswer(ref(schema.EvaluationPage)) }
      }
    },
    async ({ actor, query }, reply) => {
      const viewer = { ...actor, today: localDate(clock()) }
      return reply.list(evaluations.asked({ db }, query, await scopeOf(db, actor, query), viewer))
    }
  )
  app.get(
    '/v1/evaluations/:id',
    {
      config: read,
      schema: {
        ...describe('getEvaluation', 'evaluations', '查询一次绩效评价', {
          zh: '返回一次绩效评价。被评价单位在启动后可以查看，评价单位辖区内的其他单位在发布后可以查看。',
          en:
            'Returns one evaluation. The evaluated units see it once it is opened, the other units within ' +
            'the evaluating one once it is published.'
        }),
        params: idParams,
        response: { 200: ref(schema.Evaluation) }
      }
    },
    async ({ actor, params }, reply) => {
      const found = store.find(db, actor, params.id, localDate(clock()))
      return reply.versioned(await foundOr(found, () => refuse('evaluation-not-found')))
    }
  )
}

function making(app: App): void {
  app.post(
    '/v1/evaluations',
    {
      config: run,
      schema: {
        ...describe('makeEvaluation', 'evaluations', '制定绩效评价', {
          zh: '依据已发布的指标体系，对下级单位或本单位制定一次绩效评价，作为草案。启动前被评价单位不可见。',
          en:
            'Makes an evaluation of units below, or of the unit itself, by a published set, as a draft. ' +
            'The evaluated units do not see it before it is opened.'
        }),
        body: ref(schema.NewEvaluation),
        response: { 201: ref(schema.Evaluation) }
      }
    },
    (request, reply) =>
      reply.perform(
        { status: 201, location: (made: schema.Evaluation) => `/v1/evaluations/${made.id}` },
        (work) => actions.makeEvaluation(work, request.body)
      )
  )
}
