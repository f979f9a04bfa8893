import type { FastifyContextConfig } from 'fastify'
import type { Citables } from '../../causes/index.ts'
import { subtree } from '../../platform/access/scope.ts'
import type { App } from '../../platform/http/app.ts'
import { foundOr } from '../../platform/http/found-or.ts'
import { listAnswer } from '../../platform/http/lists/lists.ts'
import { inTrees } from '../../platform/http/lists/scopes.ts'
import { idParams, ref } from '../../platform/http/schema.ts'
import { describe } from '../../platform/openapi/describe.ts'
import { Operation } from '../../platform/operations/index.ts'
import { localDate } from '../../platform/values/days.ts'
import type { Jobs } from '../../platform/work/jobs.ts'
import type { AppContext } from '../../platform/work/work.ts'
import * as actions from './actions.ts'
import { makeCheckFindings } from './exceptions/findings.ts'
import * as exceptions from './exceptions/list.ts'
import * as found from './exceptions/schema.ts'
import { checks } from './list.ts'
import * as schema from './schema.ts'
import * as store from './store.ts'
import { refuse } from './vocabulary.ts'

const scope = 'relative-check'
const read: FastifyContextConfig = { permission: 'relatives:read', scope }

const unknown = () => refuse('relative-check-not-found')

/** What the checks need. */
export interface CheckParts {
  context: AppContext
  jobs: Jobs
  citables: Citables
}

export function checkRoutes(app: App, { context, jobs, citables }: CheckParts): void {
  for (const one of [...schema.checkSchemas, ...found.exceptionSchemas]) app.addSchema(one)
  checking(app, jobs)
  reading(app, context)
  exceptionsOf(app, context)
  finding(app, citables)
}

function checking(app: App, jobs: Jobs): void {
  app.post(
    '/v1/relative-checks',
    {
      config: { permission: 'relative-checks:make', scope },
      schema: {
        ...describe('createRelativeCheck', 'relatives', '检查近亲属备案', {
          zh:
            '将一个单位及其下级的近亲属备案，与当月发放名册、家庭成员名单和已知亲属关系比对。本单位人员的备案由上级检查，不在其内，其人数另列。' +
            '名册与名单合计超过五万行的，由长时操作进行（202）。无家庭成员名单时只能发现户主；无亲属关系数据时只检查备案本身。',
          en:
            'Compares the filings of a unit and of all units below it with the rosters of the month, the ' +
            'files of household members and the known family ties. Filers of the unit of the caller are ' +
            'left out, because the check of them belongs to the unit above; their number is given. Rosters ' +
            'and files of more than 50,000 lines in all are compared by an operation (202). Without files ' +
            'of members only heads of households are found; without ties only the filings are judged.'
        }),
        body: ref(schema.NewCheck),
        response: { 201: ref(schema.Check), 202: ref(Operation) }
      }
    },
    (request, reply) =>
      reply.perform(
        {
          status: (begun: actions.Begun) => (actions.isMade(begun) ? 201 : 202),
          location: (begun) => `/v1/${actions.isMade(begun) ? 'relative-checks' : 'operations'}/${begun.id}`
        },
        (work) => actions.startCheck(work, jobs, request.body)
      )
  )
}

function reading(app: App, { db, clock }: AppContext): void {
  app.get(
    '/v1/relative-checks',
    {
      config: read,
      schema: {
        ...describe('listRelativeChecks', 'relatives', '查询近亲属备案检查', {
          zh: '列出本单位及下级单位所作的近亲属备案检查，最近的在前。',
          en: 'Lists the checks made by the unit of the caller and the units below it, the latest first.'
        }),
        querystring: checks.query,
        response: { 200: listAnswer(ref(schema.CheckPage)) }
      }
    },
    async ({ actor, query }, reply) => {
      const trees = [await subtree(db, actor, scope, query.within)]
      // A checked unit that the caller may not see is refused like one that does not exist.
      await subtree(db, actor, scope, query.unitCode)
      const seen = inTrees(trees, { table: 'relative_check', unit: 'unit_code' })
      return reply.list(checks.asked({ db }, query, seen, { ...actor, today: localDate(clock()) }))
    }
  )
  app.get(
    '/v1/relative-checks/:id',
    {
      config: read,
      schema: {
        ...describe('getRelativeCheck', 'relatives', '查询一次近亲属备案检查', {
          zh: '返回一次近亲属备案检查，内容与作出时一致。',
          en: 'Returns one check of near relatives, as it was made.'
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
    '/v1/relative-checks/:id/exceptions',
    {
      config: read,
      schema: {
        ...describe('listRelativeExceptions', 'relatives', '查询近亲属备案检查的异常', {
          zh: '列出检查发现的异常，按类型和备案人单位排序。',
          en: 'Lists the exceptions of a check, by type and unit of the filer.'
        }),
        params: idParams,
        querystring: exceptions.exceptions.query,
        response: { 200: listAnswer(ref(found.ExceptionPage)) }
      }
    },
    async ({ actor, params, query }, reply) => {
      const viewer = { ...actor, today: localDate(clock()) }
      const check = await foundOr(store.find(db, actor, params.id, viewer.today), unknown)
      return reply.list({
        ...exceptions.exceptions.asked({ db }, query, exceptions.ofCheck(check.id), viewer),
        columns: exceptions.columns,
        wire: ({ position: _, ...exception }) => exception,
        file: {
          name: { zh: '近亲属备案异常', en: 'relative-exceptions' },
          about: [check.unitCode, check.period]
        }
      })
    }
  )
}

function finding(app: App, citables: Citables): void {
  app.post(
    '/v1/relative-checks/:id/findings',
    {
      config: { permission: 'findings:make', scope },
      schema: {
        ...describe('makeRelativeCheckFindings', 'relatives', '近亲属备案异常登记为问题', {
          zh:
            '将各类异常登记为问题，以该检查为事由，归有权查阅该检查的单位办理；每一类型在每个下级单位登记一次，本单位人员的异常除外。' +
            '问题只写件数，不写人员和救助对象。',
          en:
            'Records findings for the exceptions, with the check as their cause: one for each type at each ' +
            'unit below that of the caller. The text gives numbers and names no person and no recipient.'
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
