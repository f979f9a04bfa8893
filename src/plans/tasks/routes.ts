import type { Pool } from 'pg'
import type { Actor } from '../../platform/auth/actor.ts'
import { anyone } from '../../platform/auth/actor.ts'
import type { Db } from '../../platform/database/connect.ts'
import type { App } from '../../platform/http/app.ts'
import { sendCsv, withCsv } from '../../platform/http/downloads.ts'
import { describe } from '../../platform/openapi/describe.ts'
import { pageOf } from '../../platform/paging.ts'
import { idParams, ref } from '../../platform/schema.ts'
import * as plans from '../store.ts'
import { refuse } from '../vocabulary.ts'
import * as actions from './actions.ts'
import * as words from './schema.ts'
import * as store from './store.ts'

const scope = 'inspection-plan'

export function taskRoutes(app: App, db: Db, pool: Pool): void {
  for (const schema of [words.Task, words.TaskPage, words.TaskChange, words.Replacement])
    app.addSchema(schema)
  reading(app, db, pool)
  writing(app)
}

function reading(app: App, db: Db, pool: Pool): void {
  app.get(
    '/v1/inspection-plans/:id/tasks',
    {
      config: { roles: anyone, scope },
      schema: {
        ...describe('listTasks', 'plans', '查询计划的检查任务', 'Tasks of a plan, by coverage and target'),
        params: idParams,
        querystring: words.taskQuery,
        response: { 200: withCsv(ref(words.TaskPage)) }
      }
    },
    async (request, reply) => {
      const { actor, params, query } = request
      await mustSeePlan(db, actor, params.id)
      const tasks = store.list(db, actor, params.id, query)
      if (reply.wantsCsv()) return sendCsv(reply, pool, tasks.compile(), store.columns)
      const rows = (await tasks.limit(query.limit + 1).execute()) as words.Task[]
      const page = pageOf(rows, query.limit, (task) => [task.coverage, task.targetCode])
      return reply.page({ ...page, ...(query.count ? await store.count(db, actor, params.id, query) : {}) })
    }
  )
  app.get(
    '/v1/inspection-tasks/:id',
    {
      config: { roles: anyone, scope },
      schema: {
        ...describe('getTask', 'plans', '查询一个检查任务', 'One task'),
        params: idParams,
        response: { 200: ref(words.Task) }
      }
    },
    async (request, reply) => {
      const task = await store.find(db, request.actor, request.params.id)
      if (task === undefined) throw refuse('task-not-found')
      return reply.versioned(task)
    }
  )
}

function writing(app: App): void {
  app.patch(
    '/v1/inspection-tasks/:id',
    {
      config: { roles: ['planner'], scope, needsVersion: true },
      schema: {
        ...describe(
          'arrangeTask',
          'plans',
          '安排检查任务',
          'Says when, how and by whom a target is inspected'
        ),
        params: idParams,
        body: ref(words.TaskChange),
        response: { 200: ref(words.Task) }
      }
    },
    (request, reply) =>
      reply.perform({ status: 200 }, (work) => actions.arrangeTask(work, request.params.id, request.body))
  )
  app.post(
    '/v1/inspection-tasks/:id/replace',
    {
      config: { roles: ['leader'], scope },
      schema: {
        ...describe(
          'replaceTask',
          'plans',
          '替换抽中对象',
          'Takes the next substitute of the draw',
          'Answers with the task of the substitute. The replaced one stays on record with reason and approver.'
        ),
        params: idParams,
        body: ref(words.Replacement),
        response: { 201: ref(words.Task) }
      }
    },
    (request, reply) =>
      reply.perform(
        { status: 201, location: (task: words.Task) => `/v1/inspection-tasks/${task.id}` },
        (work) => actions.replaceTask(work, request.params.id, request.body.reason)
      )
  )
}

async function mustSeePlan(db: Db, actor: Actor, id: string): Promise<void> {
  if (!(await plans.isSeen(db, actor, id))) throw refuse('plan-not-found')
}
