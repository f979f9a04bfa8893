import type { FastifyContextConfig } from 'fastify'
import type { Citables } from '../causes/index.ts'
import { listed } from '../platform/access/handed-over.ts'
import { subtree } from '../platform/access/scope.ts'
import type { Reads } from '../platform/database/reads.ts'
import type { App } from '../platform/http/app.ts'
import { foundOr } from '../platform/http/found-or.ts'
import { listAnswer } from '../platform/http/lists/lists.ts'
import { idParams, ref } from '../platform/http/schema.ts'
import { describe } from '../platform/openapi/describe.ts'
import { localDate } from '../platform/values/days.ts'
import type { AppContext } from '../platform/work/work.ts'
import { findings, scopeOf } from './list.ts'
import { makeFinding } from './make.ts'
import { stepRoutes } from './rectification/steps.ts'
import * as schema from './schema.ts'
import * as store from './store.ts'
import { refuse } from './vocabulary.ts'

const scope = 'finding'
const read: FastifyContextConfig = { permission: 'findings:read', scope }
const make: FastifyContextConfig = { permission: 'findings:make', scope }

/** What the room needs. */
interface Parts {
  context: AppContext
  reads: Reads
  citables: Citables
}

export function register(app: App, { context, reads, citables }: Parts): void {
  for (const one of schema.schemas) app.addSchema(one)
  making(app, citables)
  listing(app, context, reads, citables)
  reading(app, context, citables)
  stepRoutes(app, citables)
}

function making(app: App, citables: Citables): void {
  app.post(
    '/v1/findings',
    {
      config: make,
      schema: {
        ...describe('makeFinding', 'findings', '登记问题', {
          zh: '登记在下级单位发现的问题。整改期限开始计算，被检查单位随即可以查看。',
          en:
            'Records a problem that a unit found at a unit below it. The term for the rectification ' +
            'begins, and the target can see the finding.'
        }),
        body: ref(schema.NewFinding),
        response: { 201: ref(schema.Finding) }
      }
    },
    (request, reply) =>
      reply.perform({ status: 201, location: (made: schema.Finding) => `/v1/findings/${made.id}` }, (work) =>
        makeFinding(work, citables, request.body)
      )
  )
}

function listing(app: App, { db, clock }: AppContext, reads: Reads, citables: Citables): void {
  app.get(
    '/v1/findings',
    {
      config: read,
      schema: {
        ...describe('listFindings', 'findings', '查询问题', {
          zh: '按被检查单位所在辖区列出问题，整改期限最早的在前。',
          en:
            'Lists findings by the place of the target; the earliest last day for the rectification ' +
            'comes first.'
        }),
        querystring: findings.query,
        response: { 200: listAnswer(ref(schema.FindingPage)) }
      }
    },
    async ({ actor, query }, reply) => {
      const tree = await listed(db, await subtree(reads, actor, scope, query.within), 'finding')
      const seen = scopeOf(tree, citables, actor, query.cause)
      return reply.list(findings.asked({ db, reads }, query, seen, { ...actor, today: localDate(clock()) }))
    }
  )
}

function reading(app: App, { db, clock }: AppContext, citables: Citables): void {
  app.get(
    '/v1/findings/:id',
    {
      config: read,
      schema: {
        ...describe('getFinding', 'findings', '查询一项问题', {
          zh: '返回一项问题及其整改情况、期限和事由。',
          en: 'Returns one finding with its rectification, its terms and its causes.'
        }),
        params: idParams,
        response: { 200: ref(schema.Finding) }
      }
    },
    async (request, reply) => {
      const today = localDate(clock())
      const finding = store.find(db, citables, request.actor, request.params.id, today)
      return reply.versioned(await foundOr(finding, () => refuse('finding-not-found')))
    }
  )
}
