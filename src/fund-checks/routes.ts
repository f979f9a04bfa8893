import type { FastifyContextConfig } from 'fastify'
import type { Citables } from '../causes/index.ts'
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
import { makeCheckFindings } from './exceptions/findings.ts'
import * as exceptions from './exceptions/list.ts'
import * as found from './exceptions/schema.ts'
import { checks, columns } from './list.ts'
import { runRoutes } from './runs/routes.ts'
import * as schema from './schema.ts'
import * as store from './store.ts'
import { refuse } from './vocabulary.ts'

const scope = 'fund'
const read: FastifyContextConfig = { permission: 'funds:read', scope }
const check: FastifyContextConfig = { permission: 'funds:check', scope }

const exceptionsFile = { zh: '发放异常', en: 'fund-exceptions' }

const unknown = () => refuse('fund-check-not-found')

/** What the room needs. */
interface Parts {
  context: AppContext
  jobs: Jobs
  citables: Citables
}

export function register(app: App, { context, jobs, citables }: Parts): void {
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
        ...describe('createFundCheck', 'funds', '资金检查', {
          zh:
            '将名册与发放明细比对，或检查资金下达、专户情况。合计超过五万行的，由长时操作进行（202），其结果给出检查的标识；检查资金下达和专户时，按其所发放的明细计算行数。' +
            '同一人员在调用者单位辖区内当月各名册中查找；资金下达按应下达的月份检查，滞留资金不限月份。名册外的对象没有应发金额，只报告名册外发放和迟发两类异常。',
          en:
            'Compares a roster with its payments, or checks allocations or special accounts. A check ' +
            'that reads more than 50,000 lines in all is made by an operation (202), whose result names ' +
            'the check; for allocations and accounts, the payments made from them are counted. A person ' +
            'is looked for on the rosters of the month within the unit of the caller. Allocations are ' +
            'checked by the month in which they were to be allocated on, retained funds whatever their ' +
            'month. For a recipient on no roster nothing is due, so only `not-on-roster` and `late` are ' +
            'reported.'
        }),
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

function reading(app: App, { db, clock }: AppContext): void {
  app.get(
    '/v1/fund-checks',
    {
      config: read,
      schema: {
        ...describe('listFundChecks', 'funds', '查询资金检查', {
          zh: '列出资金检查，最近的在前。',
          en: 'Lists fund checks, the latest first.'
        }),
        querystring: checks.query,
        response: { 200: listAnswer(ref(schema.CheckPage)) }
      }
    },
    async ({ actor, query }, reply) => {
      const seen = inTrees(await subtrees(db, actor, scope, query), {
        table: 'fund_check',
        unit: 'unit_code'
      })
      const viewer = { ...actor, today: localDate(clock()) }
      return reply.list({ ...checks.asked({ db }, query, seen, viewer), columns, wire: store.wire })
    }
  )
  app.get(
    '/v1/fund-checks/:id',
    {
      config: read,
      schema: {
        ...describe('getFundCheck', 'funds', '查询一次资金检查', {
          zh: '返回一次资金检查，内容与作出时一致。',
          en: 'Returns one fund check, as it was made.'
        }),
        params: idParams,
        response: { 200: ref(schema.Check) }
      }
    },
    async ({ actor, params }, reply) =>
      reply.versioned(await foundOr(store.find(db, actor, params.id, localDate(clock())), unknown))
  )
}

function exceptionsOf(app: App, { db, clock }: AppContext): void {
  app.get(
    '/v1/fund-checks/:id/exceptions',
    {
      config: read,
      schema: {
        ...describe('listFundExceptions', 'funds', '查询资金检查的异常', {
          zh: '列出检查发现的异常，按类型和救助对象排序。以工作簿（XLSX）下载时包含全部异常，超过一百万行的分为多张工作表。',
          en:
            'Lists the exceptions of a check, by type and recipient. A download as a workbook (XLSX) ' +
            'contains all of them; beyond a million lines it has further sheets.'
        }),
        params: idParams,
        querystring: exceptions.query,
        response: { 200: listAnswer(ref(found.ExceptionPage)) }
      }
    },
    async ({ actor, params, query }, reply) => {
      const viewer = { ...actor, today: localDate(clock()) }
      const check = await foundOr(store.find(db, actor, params.id, viewer.today), unknown)
      const { type, ...filters } = query
      const seen = exceptions.ofCheck(check, type)
      return reply.list({
        ...exceptions.exceptionsFor(actor).asked({ db }, filters, seen, viewer),
        columns: exceptions.columns,
        wire: ({ position: _, ...exception }) => exception,
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
        ...describe('makeFundCheckFindings', 'funds', '异常登记为问题', {
          zh:
            '将各类异常登记为问题，以该检查为事由，由有权查阅资金的上级单位人员办理，问题归其单位。发放检查的问题登记在被检查单位；下达和专户检查的问题，登记在其下级中有此类' +
            '异常且存续的各单位，本单位自身的异常除外。同一类型同一单位只登记一次。',
          en:
            'Records a finding for the exceptions of each type, with the check as its cause. People of a ' +
            'unit above who may also read funds do this; the finding belongs to their unit. For ' +
            'payments, the finding is made at the unit that was checked. For allocations and accounts, ' +
            'one is made at each unit below their own that has such exceptions and is still in office; ' +
            'exceptions of their own unit are left out. Each type and unit gets one finding.'
        }),
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
