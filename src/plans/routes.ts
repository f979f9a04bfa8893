import type { FastifyContextConfig } from 'fastify'
import { subtrees } from '../platform/access/scope.ts'
import type { App } from '../platform/http/app.ts'
import { foundOr } from '../platform/http/found-or.ts'
import { listAnswer } from '../platform/http/lists/lists.ts'
import { inTrees } from '../platform/http/lists/scopes.ts'
import { idParams, ref } from '../platform/http/schema.ts'
import { describe } from '../platform/openapi/describe.ts'
import { Operation } from '../platform/operations/index.ts'
import { localDate } from '../platform/values/days.ts'
import type { Jobs } from '../platform/work/jobs.ts'
import type { AppContext } from '../platform/work/work.ts'
import * as actions from './actions.ts'
import { drawRoutes } from './draws/routes.ts'
import { planList } from './list.ts'
import { progress } from './progress.ts'
import * as schema from './schema.ts'
import { stepRoutes } from './steps.ts'
import * as store from './store.ts'
import { taskRoutes } from './tasks/routes.ts'
import { refuse } from './vocabulary.ts'

const scope = 'inspection-plan'
const place = { table: 'inspection_plan', unit: 'unit_code' }
const read: FastifyContextConfig = { permission: 'plans:read', scope }
const plan: FastifyContextConfig = { permission: 'plans:make', scope }

const unknown = () => refuse('plan-not-found')

/** What the room needs. */
interface Parts {
  context: AppContext
  jobs: Jobs
}

export function register(app: App, { context, jobs }: Parts): void {
  const { Plan, PlanItem, PlanPage, NewPlan, Generation, ReturnReason, Progress } = schema
  for (const one of [Plan, PlanItem, PlanPage, NewPlan, Generation, ReturnReason, Progress])
    app.addSchema(one)
  listing(app, context)
  reading(app, context)
  making(app, jobs)
  stepRoutes(app)
  taskRoutes(app, context)
  drawRoutes(app, context)
}

function listing(app: App, { db, clock }: AppContext): void {
  app.get(
    '/v1/inspection-plans',
    {
      config: read,
      schema: {
        ...describe('listPlans', 'plans', '查询年度检查计划', {
          zh: '列出辖区内各单位的年度检查计划，按年度和单位排序。',
          en: 'Lists the annual plans within a unit, by year and unit.'
        }),
        querystring: planList.query,
        response: { 200: listAnswer(ref(schema.PlanPage)) }
      }
    },
    async ({ actor, query }, reply) => {
      const seen = inTrees(await subtrees(db, actor, scope, query), place)
      const viewer = { ...actor, today: localDate(clock()) }
      return reply.list({ ...planList.asked({ db }, query, seen, viewer), wire: store.wire })
    }
  )
}

function reading(app: App, { db, clock }: AppContext): void {
  app.get(
    '/v1/inspection-plans/:id',
    {
      config: read,
      schema: {
        ...describe('getPlan', 'plans', '查询一份检查计划', {
          zh: '返回一份检查计划及其合计数。',
          en: 'Returns one plan with its totals.'
        }),
        params: idParams,
        response: { 200: ref(schema.Plan) }
      }
    },
    async (request, reply) => {
      const today = localDate(clock())
      const found = store.find(db, request.actor, request.params.id, today)
      return reply.versioned(await foundOr(found, unknown))
    }
  )
  app.get(
    '/v1/inspection-plans/:id/progress',
    {
      config: read,
      schema: {
        ...describe('getPlanProgress', 'plans', '计划进度', {
          zh: '按检查对象级别和检查方式返回进度：应查、已列入、已检查、不再检查、未覆盖和尚缺的数量。',
          en:
            'Returns the progress per level and coverage: required, planned, done, dropped, uncovered ' +
            'and missing.'
        }),
        params: idParams,
        response: { 200: ref(schema.Progress) }
      }
    },
    async (request, reply) => {
      const today = localDate(clock())
      const plan = await foundOr(store.find(db, request.actor, request.params.id, today), unknown)
      return { items: await reply.figures(db, (from) => progress(from, plan, today)) }
    }
  )
}

function making(app: App, jobs: Jobs): void {
  app.post(
    '/v1/inspection-plans',
    {
      config: plan,
      schema: {
        ...describe('createPlan', 'plans', '编制一个单位的检查计划', {
          zh: '为一个单位编制年度检查计划，同时生成检查任务并抽签。',
          en: 'Makes the annual plan of one unit, with its tasks and draws.'
        }),
        body: ref(schema.NewPlan),
        response: { 201: ref(schema.Plan) }
      }
    },
    (request, reply) =>
      reply.perform(
        { status: 201, location: (made: schema.Plan) => `/v1/inspection-plans/${made.id}` },
        (work) => actions.createPlan(work, request.body)
      )
  )
  app.post(
    '/v1/inspection-plans/generate',
    {
      config: plan,
      schema: {
        ...describe('generatePlans', 'plans', '批量编制检查计划', {
          zh:
            '为一个单位及其全部下级编制年度检查计划；已有计划的单位跳过。结果列明计划、任务、抽签和跳过的数量。未给出种子的，每份计划各用一个种子；给出种子的，全部计划共用，' +
            '此时能看到本单位计划并知道其他单位抽样框的人，可以重算其抽签。',
          en:
            'Makes the plans of a unit and of all units below it. Units that have a plan are skipped. ' +
            'The result counts plans, tasks, draws and skipped units. Without a seed, each plan gets a ' +
            'seed of its own. A seed that you give is used for all plans: a person who can see their own ' +
            'plan can then recompute the draws of other units whose frames they know.'
        }),
        body: ref(schema.Generation),
        response: { 202: ref(Operation) }
      }
    },
    (request, reply) =>
      reply.perform({ status: 202, location: (begun: Operation) => `/v1/operations/${begun.id}` }, (work) =>
        actions.startGeneration(work, jobs, request.body)
      )
  )
}
