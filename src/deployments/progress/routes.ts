import type { FastifyContextConfig } from 'fastify'
import { Type } from 'typebox'
import type { Actor } from '../../platform/auth/actor.ts'
import type { App } from '../../platform/http/app.ts'
import { foundOr } from '../../platform/http/found-or.ts'
import { downloadColumns } from '../../platform/http/lists/definition.ts'
import { listAnswer } from '../../platform/http/lists/lists.ts'
import { idParams, ref } from '../../platform/http/schema.ts'
import { documentAnswer } from '../../platform/official-document/index.ts'
import { describe } from '../../platform/openapi/describe.ts'
import { localDate } from '../../platform/values/days.ts'
import type { AppContext } from '../../platform/work/work.ts'
import { breakdownOf, bulletinOf } from '../documents.ts'
import * as deployments from '../store.ts'
import { refuse } from '../vocabulary.ts'
import { type DraftNotice, draftNoticeOf } from './notice.ts'
import { dayOf } from './rules.ts'
import * as schema from './schema.ts'
import * as store from './store.ts'

const read: FastifyContextConfig = { permission: 'deployments:read', scope: 'deployment' }
const columns = downloadColumns({
  names: Object.keys(schema.DeploymentLine.properties),
  properties: schema.DeploymentLine.properties
})

/** How items stand at the addressees, and the two documents about it. */
export function progressRoutes(app: App, context: AppContext, draftNotice: DraftNotice): void {
  for (const one of schema.schemas) app.addSchema(one)
  listing(app, context)
  breakdown(app, context)
  bulletin(app, context)
  notice(app, draftNotice)
}

/** A deployment with its progress as of a day, for somebody who sees it. */
function seen({ db, clock }: AppContext, actor: Actor, id: string, on?: string) {
  const found = deployments.find(db, actor, id, dayOf(on, localDate(clock())))
  return foundOr(found, unknown)
}

const unknown = () => refuse('deployment-not-found')

function listing(app: App, context: AppContext): void {
  const { db, clock } = context
  app.get(
    '/v1/deployments/:id/progress',
    {
      config: read,
      schema: {
        ...describe('listDeploymentProgress', 'deployments', '查询任务推进情况', {
          zh: '列出各责任单位各项任务在某日的推进情况，可下载任务分解表。责任单位只能看到本单位辖区内的单位。',
          en:
            'Lists how each item stands at each addressed unit on a day; a download is the table of tasks. ' +
            'Readers in an addressed unit see only the units within their own unit.'
        }),
        params: idParams,
        querystring: schema.progressQuery,
        response: { 200: listAnswer(ref(schema.DeploymentLinePage)) }
      }
    },
    async ({ actor, params, query }, reply) => {
      const { id } = await foundOr(deployments.seen(db, actor, params.id), unknown)
      const asked = { ...query, id, day: dayOf(query.on, localDate(clock())) }
      return reply.list({
        query: store.list(db, actor, asked),
        keyOf: ({ unitCode, itemNo }) => [unitCode, itemNo],
        columns,
        count: (from = db) => store.count(from, actor, asked)
      })
    }
  )
}

function breakdown(app: App, context: AppContext): void {
  app.get(
    '/v1/deployments/:id/breakdown',
    {
      config: read,
      schema: {
        ...describe('getDeploymentBreakdown', 'deployments', '下载任务分解表', {
          zh: '以公文形式返回任务分解表；印发前标明为草稿。',
          en: 'Returns the table of tasks as an official document; before the issue it is marked as a draft.'
        }),
        params: idParams,
        response: { 200: documentAnswer }
      }
    },
    async ({ actor, params }, reply) => {
      const one = await seen(context, actor, params.id)
      return reply.document(one, await breakdownOf(context.db, one))
    }
  )
}

function bulletin(app: App, context: AppContext): void {
  const { db, clock } = context
  app.get(
    '/v1/deployments/:id/bulletin',
    {
      config: read,
      schema: {
        ...describe('getDeploymentBulletin', 'deployments', '下载推进情况通报', {
          zh: '以公文形式返回某日的推进情况：各项任务的完成情况，以及逾期未完成的单位。只包括本人可以查看的单位。',
          en:
            'Returns how the items stand on a day as an official document: figures of each item, and the ' +
            'units where the last day has passed. Only units that the caller sees are in it.'
        }),
        params: idParams,
        querystring: schema.dayQuery,
        response: { 200: documentAnswer }
      }
    },
    async ({ actor, params, query }, reply) => {
      const day = dayOf(query.on, localDate(clock()))
      const one = await seen(context, actor, params.id, query.on)
      const overdue = store.list(db, actor, { id: one.id, day, state: ['overdue'] })
      return reply.document(one, await bulletinOf(db, one, await overdue.execute(), day))
    }
  )
}

function notice(app: App, draftNotice: DraftNotice): void {
  app.post(
    '/v1/deployments/:id/notice',
    {
      config: { permission: 'notices:draft', scope: 'deployment' },
      schema: {
        ...describe('draftDeploymentNotice', 'deployments', '起草推进情况通报', {
          zh: '按今日推进情况起草通报，发给有逾期未完成事项的单位，以该部署任务为事由。下发前下级单位看不到。',
          en:
            'Drafts a notice by the progress of today, to the units where an item is overdue, with the ' +
            'deployment as its cause. Units below do not see it before the issue.'
        }),
        params: idParams,
        body: Type.Union([ref(schema.DeploymentNotice), Type.Null()]),
        response: { 201: ref(schema.DraftedDeploymentNotice) }
      }
    },
    ({ params, body }, reply) =>
      reply.perform(
        { status: 201, location: (made: schema.DraftedDeploymentNotice) => `/v1/notices/${made.noticeId}` },
        (work) => draftNoticeOf(work, draftNotice, params.id, body)
      )
  )
}
