import type { FastifyContextConfig } from 'fastify'
import type { Citables } from '../causes/index.ts'
import { subtree } from '../platform/access/scope.ts'
import type { App } from '../platform/http/app.ts'
import { foundOr } from '../platform/http/found-or.ts'
import { listAnswer } from '../platform/http/lists/lists.ts'
import { idParams, ref } from '../platform/http/schema.ts'
import { documentAnswer } from '../platform/official-document/index.ts'
import { describe } from '../platform/openapi/describe.ts'
import { localDate } from '../platform/values/days.ts'
import type { AppContext } from '../platform/work/work.ts'
import * as actions from './actions.ts'
import { answerRoutes } from './answers/routes.ts'
import { documentOf } from './document.ts'
import * as list from './list.ts'
import { steps } from './rules.ts'
import * as schema from './schema.ts'
import { stepRoutes } from './steps.ts'
import * as store from './store.ts'
import { refuse } from './vocabulary.ts'

const scope = 'notice'
const read: FastifyContextConfig = { permission: 'notices:read', scope }
const draft: FastifyContextConfig = { permission: steps.change.permission, scope }

const unknown = () => refuse('notice-not-found')

/** What the room needs. */
interface Parts {
  context: AppContext
  citables: Citables
}

export function register(app: App, { context, citables }: Parts): void {
  for (const one of schema.schemas) app.addSchema(one)
  listing(app, context)
  reading(app, context, citables)
  drafting(app, citables)
  stepRoutes(app, citables)
  answerRoutes(app, context)
}

function listing(app: App, { db, clock }: AppContext): void {
  app.get(
    '/v1/notices',
    {
      config: read,
      schema: {
        ...describe('listNotices', 'notices', '查询通报', {
          zh: '列出辖区内单位下发的通报和下发给这些单位的通报，最新的在前。草稿仅下发单位及其上级可见。',
          en:
            'Lists the notices that units within a unit issue, and those issued to these units, the ' +
            'newest first. A draft is visible only to the issuing unit and the units above it.'
        }),
        querystring: schema.noticeQuery,
        response: { 200: listAnswer(ref(schema.NoticePage)) }
      }
    },
    async ({ actor, query }, reply) => {
      const tree = await subtree(db, actor, scope, query.within)
      const viewer = { ...actor, today: localDate(clock()) }
      return reply.list({
        query: () => list.list(db, viewer, tree, query),
        page: (most, from = db) => list.list(from, viewer, tree, query, most).execute(),
        keyOf: (notice) => [notice.id],
        columns: list.columns,
        count: (from = db) => list.count(from, viewer, tree, query)
      })
    }
  )
}

function reading(app: App, { db, clock }: AppContext, citables: Citables): void {
  app.get(
    '/v1/notices/:id',
    {
      config: read,
      schema: {
        ...describe('getNotice', 'notices', '查询一份通报', {
          zh: '返回一份通报及其事由和答复情况。',
          en: 'Returns one notice with its causes and the numbers of its answers.'
        }),
        params: idParams,
        response: { 200: ref(schema.Notice) }
      }
    },
    async ({ actor, params }, reply) => {
      const today = localDate(clock())
      const notice = actions.readNotice(db, citables, actor, params.id, today)
      return reply.versioned(await foundOr(notice, unknown))
    }
  )
  app.get(
    '/v1/notices/:id/document',
    {
      config: read,
      schema: {
        ...describe('getNoticeDocument', 'notices', '下载通报公文', {
          zh: '以公文形式返回通报；下发前标明为草稿。',
          en: 'Returns the notice as an official document; before the issue it is marked as a draft.'
        }),
        params: idParams,
        response: { 200: documentAnswer }
      }
    },
    async ({ actor, params }, reply) => {
      const notice = await foundOr(store.find(db, actor, params.id, localDate(clock())), unknown)
      return reply.document(notice, await documentOf(db, actor, notice))
    }
  )
}

function drafting(app: App, citables: Citables): void {
  app.post(
    '/v1/notices',
    {
      config: draft,
      schema: {
        ...describe('draftNotice', 'notices', '拟制通报', {
          zh: '拟制下发给下级单位的通报。下发前下级单位看不到。',
          en: 'Drafts a notice to units below. Units below cannot see it before it is issued.'
        }),
        body: ref(schema.NewNotice),
        response: { 201: ref(schema.Notice) }
      }
    },
    (request, reply) =>
      reply.perform(
        { status: 201, location: (notice: schema.Notice) => `/v1/notices/${notice.id}` },
        (work) => actions.draftNotice(work, citables, request.body)
      )
  )
  app.patch(
    '/v1/notices/:id',
    {
      config: { ...draft, needsVersion: true },
      schema: {
        ...describe('changeNotice', 'notices', '修改通报草稿', {
          zh: '修改尚未下发的通报草稿。',
          en: 'Changes a draft that has not been issued.'
        }),
        params: idParams,
        body: ref(schema.NoticeChange),
        response: { 200: ref(schema.Notice) }
      }
    },
    (request, reply) =>
      reply.perform({ status: 200 }, (work) =>
        actions.changeNotice(work, citables, request.params.id, request.body)
      )
  )
}
