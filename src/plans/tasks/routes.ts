import type { Db } from '../../platform/database/connect.ts'
import type { App } from '../../platform/http/app.ts'
import { foundOr } from '../../platform/http/found-or.ts'
import { listAnswer } from '../../platform/http/lists/lists.ts'
import { idParams, ref } from '../../platform/http/schema.ts'
import { describe } from '../../platform/openapi/describe.ts'
import * as plans from '../store.ts'
import { refuse } from '../vocabulary.ts'
import * as actions from './actions.ts'
import * as schema from './schema.ts'
import * as store from './store.ts'

const scope = 'inspection-plan'

export function taskRoutes(app: App, db: Db): void {
  for (const one of [schema.Task, schema.TaskPage, schema.TaskChange, schema.NewTask, schema.Replacement])
    app.addSchema(one)
  reading(app, db)
  writing(app)
}

function reading(app: App, db: Db): void {
  app.get(
    '/v1/inspection-plans/:id/tasks',
    {
      config: { permission: 'plans:read', scope },
      schema: {
        ...describe('listTasks', 'plans', '查询计划的检查任务', {
          zh: '列出一份计划的检查任务，按检查方式和检查对象排序。',
          en: 'Lists the tasks of a plan, by coverage and target.'
        }),
        params: idParams,
        querystring: schema.taskQuery,
        response: { 200: listAnswer(ref(schema.TaskPage)) }
      }
    },
    async (request, reply) => {
      const { actor, params, query } = request
      const { id } = await foundOr(plans.seen(db, actor, params.id), () => refuse('plan-not-found'))
      return reply.list({
        query: store.list(db, actor, id, query),
        keyOf: (task) => [task.coverage, task.targetCode],
        columns: store.columns,
        count: (from = db) => store.count(from, actor, id, query)
      })
    }
  )
  app.get(
    '/v1/inspection-tasks/:id',
    {
      config: { permission: 'plans:read', scope },
      schema: {
        ...describe('getTask', 'plans', '查询一个检查任务', {
          zh: '返回一个检查任务。',
          en: 'Returns one task.'
        }),
        params: idParams,
        response: { 200: ref(schema.Task) }
      }
    },
    async (request, reply) => {
      const task = store.find(db, request.actor, request.params.id)
      return reply.versioned(await foundOr(task, () => refuse('task-not-found')))
    }
  )
}

function writing(app: App): void {
  app.post(
    '/v1/inspection-plans/:id/tasks',
    {
      config: { permission: 'plans:make', scope },
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
      config: { permission: 'tasks:arrange', scope, needsVersion: true },
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
      config: { permission: 'tasks:replace', scope },
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
