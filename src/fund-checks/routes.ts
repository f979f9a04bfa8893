import type { FastifyContextConfig } from 'fastify'
import type { Citables } from '../causes/index.ts'
import { subtrees } from '../platform/access/scope.ts'
import type { App } from '../platform/http/app.ts'
import { foundOr } from '../platform/http/found-or.ts'
import { listAnswer } from '../platform/http/lists/lists.ts'
import { idParams, ref } from '../platform/http/schema.ts'
import { describe } from '../platform/openapi/describe.ts'
import { Operation } from '../platform/operations/index.ts'
import type { Jobs } from '../platform/work/jobs.ts'
import type { AppContext } from '../platform/work/work.ts'
import * as actions from './actions.ts'
import { makeCheckFindings } from './exceptions/findings.ts'
import * as exceptions from './exceptions/list.ts'
import * as found from './exceptions/schema.ts'
import { runRoutes } from './runs/routes.ts'
import * as schema from './schema.ts'
import * as store from './store.ts'
import { refuse } from './vocabulary.ts'

const scope = 'fund'
const read: FastifyContextConfig = { permission: 'funds:read', scope }
const check: FastifyContextConfig = { permission: 'funds:check', scope }

const exceptionsFile = { zh: '发放异常', en: 'fund-exceptions' }

const unknown = () => refuse('fund-check-not-found')

export function fundCheckRoutes(app: App, context: AppContext, jobs: Jobs, citables: Citables): void {
  for (const one of [...schema.schemas, ...found.exceptionSchemas]) app.addSchema(one)
  checking(app, jobs)
  reading(app, context)
  exceptionsOf(app, context)
  finding(app, citables)
  runRoutes(app, context, jobs)
}

function checking(app: App, jobs: Jobs): void {
  app.post(
    '/v1/fund-checks',
    {
      config: check,
      schema: {
        ...describe(
          'createFundCheck',
          'funds',
          '资金检查',
          'Compares a roster with its payments, or looks at allocations or accounts',
          'What reads more than 50,000 lines in all is done by an operation (202), whose result names the ' +
            'check: of allocations and accounts that is the payments made from them. A person is looked ' +
            'for on the rosters of the month within the unit of the caller; allocations by the month in ' +
            'which they were to be handed on, retained money whenever it was. ' +
            'Of a recipient on no roster nothing is due, and only `not-on-roster` and `late` are told.'
        ),
        body: ref(schema.NewCheck),
        response: { 201: ref(schema.Check), 202: ref(Operation) }
      }
    },
    (request, reply) =>
      reply.perform(
        {
          status: (begun: actions.Begun) => (actions.isMade(begun) ? 201 : 202),
          location: (begun) => `/v1/${actions.isMade(begun) ? 'fund-checks' : 'operations'}/${begun.id}`
        },
        (work) => actions.startCheck(work, jobs, request.body)
      )
  )
}

function reading(app: App, { db }: AppContext): void {
  app.get(
    '/v1/fund-checks',
    {
      config: read,
      schema: {
        ...describe('listFundChecks', 'funds', '查询资金检查', 'Fund checks, the latest first'),
        querystring: schema.checkQuery,
        response: { 200: listAnswer(ref(schema.CheckPage)) }
      }
    },
    async ({ actor, query }, reply) => {
      const trees = await subtrees(db, actor, scope, query)
      return reply.list({
        query: store.list(db, trees, query),
        keyOf: ({ id }) => [id],
        columns: store.columns,
        count: (from = db) => store.count(from, trees, query),
        wire: store.wire
      })
    }
  )
  app.get(
    '/v1/fund-checks/:id',
    {
      config: read,
      schema: {
        ...describe('getFundCheck', 'funds', '查询一次资金检查', 'One fund check, as it was made'),
        params: idParams,
        response: { 200: ref(schema.Check) }
      }
    },
    async ({ actor, params }, reply) =>
      reply.versioned(await foundOr(store.find(db, actor, params.id), unknown))
  )
}

function exceptionsOf(app: App, { db }: AppContext): void {
  app.get(
    '/v1/fund-checks/:id/exceptions',
    {
      config: read,
      schema: {
        ...describe(
          'listFundExceptions',
          'funds',
          '查询资金检查的异常',
          'What did not fit, by type and recipient',
          'With `Accept` of a workbook (XLSX) all of them; beyond a million on further sheets.'
        ),
        params: idParams,
        querystring: found.exceptionQuery,
        response: { 200: listAnswer(ref(found.ExceptionPage)) }
      }
    },
    async ({ actor, params, query }, reply) => {
      const check = await foundOr(store.find(db, actor, params.id), unknown)
      return reply.list({
        query: exceptions.list(db, actor, check, query),
        keyOf: exceptions.keyOf,
        columns: exceptions.columns,
        count: (from = db) => exceptions.count(from, check, query),
        wire: exceptions.wire,
        file: { name: exceptionsFile, about: [check.unitCode, check.period] }
      })
    }
  )
}

function finding(app: App, citables: Citables): void {
  app.post(
    '/v1/fund-checks/:id/findings',
    {
      config: { permission: 'findings:make', scope },
      schema: {
        ...describe(
          'makeFundCheckFindings',
          'funds',
          '异常登记为问题',
          'Makes a finding of the exceptions of each type, with the check as its cause',
          'By people of a unit above who may read funds too; the finding is that of their unit. Of ' +
            'payments it is made at the unit that was checked. Of allocations and accounts one is made at ' +
            'each unit below their own that has such exceptions and is still there; those of their own ' +
            'unit are left out. Of a type and a unit once.'
        ),
        params: idParams,
        body: ref(found.CheckFindings),
        response: { 201: ref(found.FindingsMade) }
      }
    },
    (request, reply) =>
      reply.perform({ status: 201 }, (work) =>
        makeCheckFindings(work, citables, request.params.id, request.body)
      )
  )
}
