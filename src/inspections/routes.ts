import type { FastifyContextConfig } from 'fastify'
import type { Citables } from '../causes/index.ts'
import { isPlain } from '../platform/access/handed-over.ts'
import { subtree } from '../platform/access/scope.ts'
import type { Reads } from '../platform/database/reads.ts'
import type { App } from '../platform/http/app.ts'
import { foundOr } from '../platform/http/found-or.ts'
import { listAnswer } from '../platform/http/lists/lists.ts'
import { idParams, ref } from '../platform/http/schema.ts'
import { describe } from '../platform/openapi/describe.ts'
import type { AppContext } from '../platform/work/work.ts'
import { campaignRoutes } from './campaigns/routes.ts'
import { listed } from './keeping.ts'
import * as list from './list.ts'
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
const arrange: FastifyContextConfig = { permission: 'inspections:arrange', scope }

export function inspectionRoutes(app: App, context: AppContext, reads: Reads, citables: Citables): void {
  for (const one of schema.schemas) app.addSchema(one)
  reading(app, context, reads)
  arranging(app)
  stepRoutes(app)
  findingRoutes(app, citables)
  campaignRoutes(app, context)
  staffRoutes(app, context)
  teamRoutes(app, context)
}

function reading(app: App, { db }: AppContext, reads: Reads): void {
  app.get(
    '/v1/inspections',
    {
      config: read,
      schema: {
        ...describe(
          'listInspections',
          'inspections',
          '查询检查',
          'Inspections by the place of the target, the latest first',
          'What the target does not know yet is listed for the inspecting unit and the units above it alone.'
        ),
        querystring: schema.inspectionQuery,
        response: { 200: listAnswer(ref(schema.InspectionPage)) }
      }
    },
    async ({ actor, query }, reply) => {
      const tree = await listed(db, actor, await subtree(reads, actor, scope, query.within))
      const wanted = list.wantedOf(actor, tree, query)
      return reply.list({
        query: () => list.list(db, wanted),
        page: isPlain(tree) ? (most, from) => list.page(from ?? reads, wanted, most) : undefined,
        keyOf: list.keyOf,
        columns: list.columns,
        count: (from = db) => list.count(from, wanted)
      })
    }
  )
  app.get(
    '/v1/inspections/:id',
    {
      config: read,
      schema: {
        ...describe(
          'getInspection',
          'inspections',
          '查询一次检查',
          'One inspection with its team and its results',
          'The target sees it once it is notified or has begun; everybody within the inspecting unit once ' +
            'its results are published.'
        ),
        params: idParams,
        response: { 200: ref(schema.Inspection) }
      }
    },
    async ({ actor, params }, reply) =>
      reply.versioned(await foundOr(store.find(db, actor, params.id), () => refuse('inspection-not-found')))
  )
}

function arranging(app: App): void {
  app.post(
    '/v1/inspections',
    {
      config: arrange,
      schema: {
        ...describe(
          'planInspection',
          'inspections',
          '安排检查',
          'Plans an inspection: from a task of a plan, from a campaign, or on its own',
          'Its task is scheduled for the same day. One that was carried out already may be entered later.'
        ),
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
        ...describe(
          'changeInspection',
          'inspections',
          '变更检查或记录检查情况',
          'Changes the arrangement before it begins; keeps the results while it is under way'
        ),
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
