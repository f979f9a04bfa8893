import type { FastifyContextConfig } from 'fastify'
import { subtrees, visible } from '../../platform/access/scope.ts'
import type { App } from '../../platform/http/app.ts'
import { foundOr } from '../../platform/http/found-or.ts'
import { listAnswer } from '../../platform/http/lists/lists.ts'
import { belongingTo, inTrees } from '../../platform/http/lists/scopes.ts'
import { idParams, ref } from '../../platform/http/schema.ts'
import { describe } from '../../platform/openapi/describe.ts'
import { localDate } from '../../platform/values/days.ts'
import type { AppContext } from '../../platform/work/work.ts'
import * as planRules from '../rules.ts'
import * as plans from '../store.ts'
import { refuse } from '../vocabulary.ts'
import * as actions from './actions.ts'
import { queries, taskLists } from './list.ts'
import * as rules from './rules.ts'
import * as schema from './schema.ts'
import * as store from './store.ts'

const scope = 'inspection-plan'
const place = { table: 'inspection_plan', unit: 'unit_code' }
const read: FastifyContextConfig = { permission: 'plans:read', scope }

export function taskRoutes(app: App, context: AppContext): void {
  for (const one of schema.schemas) app.addSchema(one)
  listing(app, context)
  reading(app, context)
  writing(app)
}

function listing(app: App, { db, clock }: AppContext): void {
  app.get(
    '/v1/inspection-plans/:id/tasks',
    {
      config: read,
      schema: {
        ...describe('listTasks', 'plans', '查询计划的检查任务', {
          zh: '列出一份计划的检查任务，按检查方式和检查对象排序。',
          en: 'Lists the tasks of a plan, by coverage and target.'
        }),
        params: idParams,
        querystring: queries.ofPlan,
        response: { 200: listAnswer(ref(schema.TaskPage)) }
      }
    },
    async ({ actor, params, query }, reply) => {
      const { id } = await foundOr(plans.seen(db, actor, params.id), () => refuse('plan-not-found'))
      const viewer = { ...actor, today: localDate(clock()) }
      const seen = belongingTo('inspection_task.plan_id', id, (one) => visible(one, scope, 'inspection_plan'))
      return reply.list(taskLists(actor).ofPlan.asked({ db }, query, seen, viewer))
    }
  )
  app.get(
    '/v1/inspection-tasks',
    {
      config: read,
      schema: {
        ...describe('listTasksWithin', 'plans', '查询辖区内的检查任务', {
          zh: '列出辖区内各单位计划的检查任务，按年度、单位、检查方式和检查对象排序。',
          en: 'Lists the tasks of all plans within a unit, by year, unit, coverage and target.'
        }),
        querystring: queries.ofTree,
        response: { 200: listAnswer(ref(schema.TaskPage)) }
      }
    },
    async ({ actor, query }, reply) => {
      const seen = inTrees(await subtrees(db, actor, scope, query), place)
      const viewer = { ...actor, today: localDate(clock()) }
      return reply.list(taskLists(actor).ofTree.asked({ db }, query, seen, viewer))
    }
  )
}

function reading(app: App, { db, clock }: AppContext): void {
  app.get(
    '/v1/inspection-tasks/:id',
    {
      config: read,
      schema: {
        ...describe('getTask', 'plans', '查询一个检查任务', {
          zh: '返回一个检查任务。',
          en: 'Returns one task.'
        }),
        params: idParams,
        response: { 200: ref(schema.Task) }
      }
    },
    async ({ actor, params }, reply) => {
      const task = store.find(db, actor, params.id, localDate(clock()))
      return reply.versioned(await foundOr(task, () => refuse('task-not-found')))
    }
  )
}

function writing(app: App): void {
  app.post(
    '/v1/inspection-plans/:id/tasks',
    {
      config: { permission: planRules.steps['add-task'].permission, scope },
      schema: {
        ...describe('addTask', 'plans', '增加检查任务', {
          zh: '为计划编制后新增的直接下级增加一次全面检查。',
          en: 'Adds a full inspection of a direct subordinate that joined after the plan was made.'
        }),
        params: idParams,
        body: ref(schema.NewTask),
        response: { 201: ref(schema.Task) }
      }
    },
    (request, reply) =>
      reply.perform(
        { status: 201, location: (task: schema.Task) => `/v1/inspection-tasks/${task.id}` },
        (work) => actions.addTask(work, request.params.id, request.body.targetCode)
      )
  )
  app.patch(
    '/v1/inspection-tasks/:id',
    {
      config: { permission: rules.steps.change.permission, scope, needsVersion: true },
      schema: {
        ...describe('arrangeTask', 'plans', '安排检查任务', {
          zh: '安排检查任务的日期、监管方式和检查人员。',
          en: 'Sets when, how and by whom a target is inspected.'
        }),
        params: idParams,
        body: ref(schema.TaskChange),
        response: { 200: ref(schema.Task) }
      }
    },
    (request, reply) =>
      reply.perform({ status: 200 }, (work) => actions.arrangeTask(work, request.params.id, request.body))
  )
  app.post(
    '/v1/inspection-tasks/:id/replace',
    {
      config: { permission: rules.steps.replace.permission, scope },
      schema: {
        ...describe('replaceTask', 'plans', '替换抽中对象', {
          zh: '以抽签顺序中的下一个候补替换抽中对象，返回候补对象的任务；被替换的任务予以保留。',
          en:
            'Replaces a drawn target with the next substitute of the draw and returns the task of the ' +
            'substitute. The replaced task is kept.'
        }),
        params: idParams,
        body: ref(schema.Replacement),
        response: { 201: ref(schema.Task) }
      }
    },
    (request, reply) =>
      reply.perform(
        { status: 201, location: (task: schema.Task) => `/v1/inspection-tasks/${task.id}` },
        (work) => actions.replaceTask(work, request.params.id, request.body.reason)
      )
  )
}
