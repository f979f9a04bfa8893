import type { FastifyContextConfig } from 'fastify'
import { subtree } from '../../platform/access/scope.ts'
import type { App } from '../../platform/http/app.ts'
import { foundOr } from '../../platform/http/found-or.ts'
import { listAnswer } from '../../platform/http/lists/lists.ts'
import { belongingTo, inTrees } from '../../platform/http/lists/scopes.ts'
import { idParams, ref } from '../../platform/http/schema.ts'
import { describe } from '../../platform/openapi/describe.ts'
import { Operation } from '../../platform/operations/index.ts'
import { localDate } from '../../platform/values/days.ts'
import type { Jobs } from '../../platform/work/jobs.ts'
import type { AppContext } from '../../platform/work/work.ts'
import { refuse } from '../vocabulary.ts'
import * as actions from './actions.ts'
import { missingBatches, missingColumns, runs } from './list.ts'
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
        ...describe('runFundChecks', 'funds', '月度检查', {
          zh:
            '检查一个月份全部到期的发放批次，并列出缺少的批次。应发日期已过的批次为到期；两类文件均未上传的，列为缺少。尚未建立的批次，在该单位的发放期限届满后列为缺少。结果' +
            '列明已检查、有异常、异常和缺少的数量，以及本次月度检查的标识。',
          en:
            'Checks all disbursements of a month that are due, and lists those that are missing. A ' +
            'disbursement is due when its due date is over; one with neither file is missing. A ' +
            'disbursement that was not made is missing when the term `disbursement.pay` of its unit is ' +
            'over. The result counts `checked`, `withExceptions`, `exceptions` and `missing`, and names ' +
            'the run.'
        }),
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

function reading(app: App, { db, clock }: AppContext): void {
  app.get(
    '/v1/fund-runs',
    {
      config: read,
      schema: {
        ...describe('listFundRuns', 'funds', '查询月度检查', {
          zh: '列出月度检查，最近的在前。',
          en: 'Lists monthly runs, the latest first.'
        }),
        querystring: runs.query,
        response: { 200: listAnswer(ref(schema.RunPage)) }
      }
    },
    async ({ actor, query }, reply) => {
      const tree = await subtree(db, actor, scope, query.within)
      const seen = inTrees([tree], { table: 'fund_run', unit: 'unit_code' })
      return reply.list(runs.asked({ db }, query, seen, { ...actor, today: localDate(clock()) }))
    }
  )
  app.get(
    '/v1/fund-runs/:id',
    {
      config: read,
      schema: {
        ...describe('getFundRun', 'funds', '查询一次月度检查', {
          zh: '返回一次月度检查。其中的各次资金检查可在资金检查列表中按月度检查查询。',
          en: 'Returns one monthly run. Its checks are listed under fund checks, by `runId`.'
        }),
        params: idParams,
        response: { 200: ref(schema.Run) }
      }
    },
    async ({ actor, params }, reply) =>
      reply.versioned(await foundOr(store.find(db, actor, params.id, localDate(clock())), unknown))
  )
}

function missingOf(app: App, { db, clock }: AppContext): void {
  app.get(
    '/v1/fund-runs/:id/missing',
    {
      config: read,
      schema: {
        ...describe('listMissingBatches', 'funds', '查询缺少的批次', {
          zh: '列出月度检查中应有而未建立、或文件不全的发放批次，按单位排序。上月发放过该项目或有该项目专户的单位，应有发放批次。',
          en:
            'Lists the disbursements that a run expected and that do not exist or lack a file, by unit. ' +
            'A disbursement is expected of units that paid from the programme in the previous month, or ' +
            'have a special account for it.'
        }),
        params: idParams,
        querystring: missingBatches.query,
        response: { 200: listAnswer(ref(schema.MissingPage)) }
      }
    },
    async ({ actor, params, query }, reply) => {
      const viewer = { ...actor, today: localDate(clock()) }
      const { id } = await foundOr(store.find(db, actor, params.id, viewer.today), unknown)
      return reply.list({
        ...missingBatches.asked({ db }, query, belongingTo('fund_run_missing.run_id', id), viewer),
        columns: missingColumns,
        wire: ({ position: _, ...one }) => one
      })
    }
  )
}

function scheduling(app: App, { db, clock }: AppContext): void {
  app.get(
    '/v1/fund-schedules/:unitCode',
    {
      config: schedule,
      schema: {
        ...describe('getFundSchedule', 'funds', '查询月度检查设定', {
          zh: '返回一个省每月是否检查、何时检查发放批次，供最上级单位人员查阅。从未设定的，为关闭，版本（ETag）为 0。',
          en:
            'Returns whether and when the disbursements of a province are checked each month, for people ' +
            'of the unit at the top. If it was never set, the schedule is off and has `ETag: "0"`.'
        }),
        params: schema.scheduleParams,
        response: { 200: ref(schema.Schedule) }
      }
    },
    async ({ actor, params }, reply) =>
      reply.versioned(await schedules.scheduleOf(db, actor, params.unitCode, localDate(clock())))
  )
  app.put(
    '/v1/fund-schedules/:unitCode',
    {
      config: { ...schedule, needsVersion: true },
      schema: {
        ...describe('putFundSchedule', 'funds', '设定月度检查', {
          zh:
            '开启或关闭全省的月度检查；从未设定的，If-Match 填 0。到设定的日期（北京时间），对一个月份检查一次：当月发放期限已届满的检查当月，否则检查上月。自上次' +
            '月度检查以来到期、且尚未经本省月度检查的以前月份批次，由所属月份的月度检查一并检查。未完成的次日重试；服务停止期间错过的，恢复后补做。',
          en:
            'Turns the monthly run of a province on or off; send `If-Match: "0"` if it was never set. On ' +
            'the chosen day, by the clock of Asia/Shanghai, one month is checked once, as by ' +
            '`runFundChecks`: the current month if its term `disbursement.pay` is over by then, ' +
            'otherwise the previous one. Disbursements of earlier months that have become due since the ' +
            'last run, and that no run of the province has checked, are checked as well, by a run of ' +
            'their month. A run that fails is tried again on the next day; a run that was missed while ' +
            'the service was down is made up for when it is back.'
        }),
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
