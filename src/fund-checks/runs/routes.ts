import type { FastifyContextConfig } from 'fastify'
import { subtree } from '../../platform/access/scope.ts'
import type { App } from '../../platform/http/app.ts'
import { foundOr } from '../../platform/http/found-or.ts'
import { listAnswer } from '../../platform/http/lists/lists.ts'
import { idParams, ref } from '../../platform/http/schema.ts'
import { describe } from '../../platform/openapi/describe.ts'
import { Operation } from '../../platform/operations/index.ts'
import type { Jobs } from '../../platform/work/jobs.ts'
import type { AppContext } from '../../platform/work/work.ts'
import { refuse } from '../vocabulary.ts'
import * as actions from './actions.ts'
import * as schedules from './schedules.ts'
import * as schema from './schema.ts'
import * as store from './store.ts'

const scope = 'fund'
const read: FastifyContextConfig = { permission: 'funds:read', scope }
const check: FastifyContextConfig = { permission: 'funds:check', scope }
const schedule: FastifyContextConfig = { permission: 'funds:schedule', scope }

const unknown = () => refuse('fund-run-not-found')

export function runRoutes(app: App, context: AppContext, jobs: Jobs): void {
  for (const one of schema.schemas) app.addSchema(one)
  running(app, jobs)
  reading(app, context)
  missingOf(app, context)
  scheduling(app, context)
}

function running(app: App, jobs: Jobs): void {
  app.post(
    '/v1/fund-checks/run',
    {
      config: check,
      schema: {
        ...describe(
          'runFundChecks',
          'funds',
          '月度检查',
          'Checks all batches of a month that are due, and names those that are missing',
          'A batch is due when its due day is over; one with neither file is missing. A batch that is not ' +
            'there is missed when the term `disbursement.pay` of its unit is over. The result counts ' +
            '`checked`, `withExceptions`, `exceptions` and `missing`, and names the run.'
        ),
        body: ref(schema.NewRun),
        response: { 202: ref(Operation) }
      }
    },
    (request, reply) =>
      reply.perform({ status: 202, location: (begun: Operation) => `/v1/operations/${begun.id}` }, (work) =>
        actions.startRun(work, jobs, request.body)
      )
  )
}

function reading(app: App, { db }: AppContext): void {
  app.get(
    '/v1/fund-runs',
    {
      config: read,
      schema: {
        ...describe('listFundRuns', 'funds', '查询月度检查', 'Monthly runs, the latest first'),
        querystring: schema.runQuery,
        response: { 200: listAnswer(ref(schema.RunPage)) }
      }
    },
    async ({ actor, query }, reply) => {
      const tree = await subtree(db, actor, scope, query.within)
      return reply.list({
        query: store.list(db, tree, query),
        keyOf: ({ id }) => [id],
        columns: store.columns,
        count: (from = db) => store.count(from, tree, query)
      })
    }
  )
  app.get(
    '/v1/fund-runs/:id',
    {
      config: read,
      schema: {
        ...describe('getFundRun', 'funds', '查询一次月度检查', 'One monthly run; its checks by `runId`'),
        params: idParams,
        response: { 200: ref(schema.Run) }
      }
    },
    async ({ actor, params }, reply) =>
      reply.versioned(await foundOr(store.find(db, actor, params.id), unknown))
  )
}

function missingOf(app: App, { db }: AppContext): void {
  app.get(
    '/v1/fund-runs/:id/missing',
    {
      config: read,
      schema: {
        ...describe(
          'listMissingBatches',
          'funds',
          '查询缺少的批次',
          'Batches that a run expected and did not find, or not with both files, by unit',
          'Expected of units that paid from the programme in the month before, or have an account for it.'
        ),
        params: idParams,
        querystring: schema.missingQuery,
        response: { 200: listAnswer(ref(schema.MissingPage)) }
      }
    },
    async ({ actor, params, query }, reply) => {
      const { id, missing } = await foundOr(store.find(db, actor, params.id), unknown)
      return reply.list({
        query: store.missing(db, id, query),
        keyOf: ({ position }) => [position],
        columns: store.missingColumns,
        count: async () => ({ total: missing }),
        wire: ({ position: _, ...one }) => one
      })
    }
  )
}

function scheduling(app: App, { db }: AppContext): void {
  app.get(
    '/v1/fund-schedules/:unitCode',
    {
      config: schedule,
      schema: {
        ...describe(
          'getFundSchedule',
          'funds',
          '查询月度检查设定',
          'Whether and when the batches of a province are checked each month',
          'For people of the unit at the top. Off where it was never set, with `ETag: "0"`.'
        ),
        params: schema.scheduleParams,
        response: { 200: ref(schema.Schedule) }
      }
    },
    async ({ actor, params }, reply) =>
      reply.versioned(await schedules.scheduleOf(db, actor, params.unitCode))
  )
  app.put(
    '/v1/fund-schedules/:unitCode',
    {
      config: { ...schedule, needsVersion: true },
      schema: {
        ...describe(
          'putFundSchedule',
          'funds',
          '设定月度检查',
          'Turns the monthly run of a province on or off',
          '`If-Match: "0"` where it was never set. On that day, by the clock of Asia/Shanghai, a month is ' +
            'checked as by `runFundChecks`, once: the same one, where its term `disbursement.pay` is over ' +
            'by then, or else the one before. Batches of earlier months that have fallen due since the run ' +
            'before, and that no run of the province has checked, are checked as well, by a run of their ' +
            'month. What fails is tried again on the next day; a service that was down does so when it is ' +
            'back.'
        ),
        params: schema.scheduleParams,
        body: ref(schema.ScheduleChange),
        response: { 200: ref(schema.Schedule) }
      }
    },
    (request, reply) =>
      reply.perform({ status: 200 }, (work) =>
        schedules.putSchedule(work, request.params.unitCode, request.body)
      )
  )
}
