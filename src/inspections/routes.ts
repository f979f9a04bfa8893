import type { FastifyContextConfig } from 'fastify'
import type { Citables } from '../causes/index.ts'
import { subtree } from '../platform/access/scope.ts'
import type { Reads } from '../platform/database/reads.ts'
import type { App } from '../platform/http/app.ts'
import { foundOr } from '../platform/http/found-or.ts'
import { listAnswer } from '../platform/http/lists/lists.ts'
import { idParams, ref } from '../platform/http/schema.ts'
import { describe } from '../platform/openapi/describe.ts'
import { localDate } from '../platform/values/days.ts'
import type { AppContext } from '../platform/work/work.ts'
import { campaignRoutes } from './campaigns/routes.ts'
import { listed } from './keeping.ts'
import { inspectionsIn, query as listQuery, scopeOf } from './list.ts'
import { steps } from './rules.ts'
import * as schema from './schema.ts'
import { staffRoutes } from './staff/routes.ts'
import * as actions from './steps/actions.ts'
import { planInspection } from './steps/arrange.ts'
import { findingRoutes } from './steps/findings.ts'
import { stepRoutes } from './steps/routes.ts'
import * as store from './store.ts'
import { teamRoutes } from './teams/routes.ts'
import { refuse } from './vocabulary.ts'

const scope = 'inspection'
const read: FastifyContextConfig = { permission: 'inspections:read', scope }
const arrange: FastifyContextConfig = { permission: steps.arrange.permission, scope }

/** What the room needs. */
interface Parts {
  context: AppContext
  reads: Reads
  citables: Citables
}

export function register(app: App, { context, reads, citables }: Parts): void {
  for (const one of schema.schemas) app.addSchema(one)
  reading(app, context, reads)
  arranging(app)
  stepRoutes(app)
  findingRoutes(app, citables)
  campaignRoutes(app, context)
  staffRoutes(app, context)
  teamRoutes(app, context)
}

function reading(app: App, { db, clock }: AppContext, reads: Reads): void {
  app.get(
    '/v1/inspections',
    {
      config: read,
      schema: {
        ...describe('listInspections', 'inspections', '查询检查', {
          zh: '按检查对象所在辖区列出检查，最近的在前。检查对象尚不能知晓的检查，只对检查单位及其上级列出。',
          en:
            'Lists inspections by the place of the target, the latest first. An inspection that the ' +
            'target may not know of yet is listed only for the inspecting unit and the units above it.'
        }),
        querystring: listQuery,
        response: { 200: listAnswer(ref(schema.InspectionPage)) }
      }
    },
    async ({ actor, query }, reply) => {
      const tree = await listed(db, actor, await subtree(reads, actor, scope, query.within))
      const viewer = { ...actor, today: localDate(clock()) }
      return reply.list(inspectionsIn(tree).asked({ db, reads }, query, scopeOf(tree), viewer))
    }
  )
  app.get(
    '/v1/inspections/:id',
    {
      config: read,
      schema: {
        ...describe('getInspection', 'inspections', '查询一次检查', {
          zh: '返回一次检查及其检查组和检查情况。检查对象在收到通知或检查开始后可以查看；结果公开后，检查单位辖区内的人员均可查看。',
          en:
            'Returns one inspection with its team and its results. The target sees it once it is ' +
            'notified or has begun; everybody within the inspecting unit sees it once its results are ' +
            'published.'
        }),
        params: idParams,
        response: { 200: ref(schema.Inspection) }
      }
    },
    async ({ actor, params }, reply) =>
      reply.versioned(
        await foundOr(store.find(db, actor, params.id, localDate(clock())), () =>
          refuse('inspection-not-found')
        )
      )
  )
}

function arranging(app: App): void {
  app.post(
    '/v1/inspections',
    {
      config: arrange,
      schema: {
        ...describe('planInspection', 'inspections', '安排检查', {
          zh: '安排一次检查，可对应年度检查计划的任务、专项督导，也可单独进行。所对应的检查任务定在同一天；已经进行的检查也可以补登。',
          en:
            'Plans an inspection: for a task of a plan, for a campaign, or on its own. Its task is ' +
            'scheduled for the same day. An inspection that was already carried out may be entered ' +
            'afterwards.'
        }),
        body: ref(schema.NewInspection),
        response: { 201: ref(schema.Inspection) }
      }
    },
    (request, reply) =>
      reply.perform(
        { status: 201, location: (made: schema.Inspection) => `/v1/inspections/${made.id}` },
        (work) => planInspection(work, request.body)
      )
  )
  app.patch(
    '/v1/inspections/:id',
    {
      config: { ...arrange, needsVersion: true },
      schema: {
        ...describe('changeInspection', 'inspections', '变更检查或记录检查情况', {
          zh: '检查开始前变更安排，检查进行中记录检查情况。',
          en: 'Changes the arrangement before the inspection begins; records results while it is under way.'
        }),
        params: idParams,
        body: ref(schema.InspectionChange),
        response: { 200: ref(schema.Inspection) }
      }
    },
    (request, reply) =>
      reply.perform({ status: 200 }, (work) =>
        actions.changeInspection(work, request.params.id, request.body)
      )
  )
}
