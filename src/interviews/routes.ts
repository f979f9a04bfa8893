import type { FastifyContextConfig } from 'fastify'
import type { Citables } from '../causes/index.ts'
import { listed } from '../platform/access/handed-over.ts'
import { subtree } from '../platform/access/scope.ts'
import type { App } from '../platform/http/app.ts'
import { foundOr } from '../platform/http/found-or.ts'
import { listAnswer } from '../platform/http/lists/lists.ts'
import { aboutTree } from '../platform/http/lists/scopes.ts'
import { idParams, ref } from '../platform/http/schema.ts'
import { documentAnswer } from '../platform/official-document/index.ts'
import { describe } from '../platform/openapi/describe.ts'
import { localDate } from '../platform/values/days.ts'
import type { AppContext } from '../platform/work/work.ts'
import * as actions from './actions.ts'
import { commitmentRoutes } from './commitments/routes.ts'
import { documentOf } from './document.ts'
import { interviews } from './list.ts'
import * as schema from './schema.ts'
import { stepRoutes } from './steps.ts'
import * as store from './store.ts'
import { refuse } from './vocabulary.ts'

const scope = 'interview'
const read: FastifyContextConfig = { permission: 'interviews:read', scope }
const call: FastifyContextConfig = { permission: 'interviews:call', scope }

const unknown = () => refuse('interview-not-found')

/** What the room needs. */
interface Parts {
  context: AppContext
  citables: Citables
}

export function register(app: App, { context, citables }: Parts): void {
  for (const one of schema.schemas) app.addSchema(one)
  listing(app, context)
  reading(app, context, citables)
  calling(app, citables)
  stepRoutes(app, citables)
  commitmentRoutes(app, citables)
}

function listing(app: App, { db, clock }: AppContext): void {
  app.get(
    '/v1/interviews',
    {
      config: read,
      schema: {
        ...describe('listInterviews', 'interviews', '查询约谈', {
          zh: '按被约谈单位所在辖区列出约谈，最近通知的在前。',
          en: 'Lists interviews by the place of the unit interviewed, the most recently called first.'
        }),
        querystring: interviews.query,
        response: { 200: listAnswer(ref(schema.InterviewPage)) }
      }
    },
    async ({ actor, query }, reply) => {
      const tree = await listed(db, await subtree(db, actor, scope, query.within), 'interview')
      const seen = aboutTree(tree, 'interview', store.seenBy)
      return reply.list(interviews.asked({ db }, query, seen, { ...actor, today: localDate(clock()) }))
    }
  )
}

function reading(app: App, { db, clock }: AppContext, citables: Citables): void {
  app.get(
    '/v1/interviews/:id',
    {
      config: read,
      schema: {
        ...describe('getInterview', 'interviews', '查询一次约谈', {
          zh: '返回一次约谈及其纪要和承诺。约谈单位及其上级、被约谈单位及两者之间的各级单位可以查看。',
          en:
            'Returns one interview with its minutes and commitments. Visible to the unit that called it ' +
            'and the units above it, to the unit interviewed, and to the units between the two.'
        }),
        params: idParams,
        response: { 200: ref(schema.Interview) }
      }
    },
    async ({ actor, params }, reply) => {
      const today = localDate(clock())
      const found = store.find(db, citables, actor, params.id, today)
      return reply.versioned(await foundOr(found, unknown))
    }
  )
  app.get(
    '/v1/interviews/:id/document',
    {
      config: read,
      schema: {
        ...describe('getInterviewDocument', 'interviews', '约谈通知书、约谈纪要', {
          zh: '以公文形式返回约谈通知书；约谈举行后返回约谈纪要。',
          en:
            'Returns the notice that calls the interview as an official document, or, once the interview ' +
            'was held, its minutes.'
        }),
        params: idParams,
        response: { 200: documentAnswer }
      }
    },
    async ({ actor, params }, reply) => {
      const found = store.find(db, citables, actor, params.id, localDate(clock()))
      const interview = await foundOr(found, unknown)
      return reply.document(interview, await documentOf(db, interview))
    }
  )
}

function calling(app: App, citables: Citables): void {
  app.post(
    '/v1/interviews',
    {
      config: call,
      schema: {
        ...describe('callInterview', 'interviews', '通知约谈', {
          zh: '通知下级单位主要负责人接受约谈。仅限上级单位；约谈立即编号，下级单位随即可以查看。',
          en:
            'Calls the principal of a unit below to an interview. Only a unit above may do this. The ' +
            'interview gets its number at once, and the unit below can see it from then on.'
        }),
        body: ref(schema.NewInterview),
        response: { 201: ref(schema.Interview) }
      }
    },
    (request, reply) =>
      reply.perform(
        { status: 201, location: (made: schema.Interview) => `/v1/interviews/${made.id}` },
        (work) => actions.callInterview(work, citables, request.body)
      )
  )
  app.patch(
    '/v1/interviews/:id',
    {
      config: { ...call, needsVersion: true },
      schema: {
        ...describe('changeInterview', 'interviews', '变更约谈通知', {
          zh: '变更尚未举行的约谈的事由或时间。',
          en: 'Changes the reason or the time of an interview that has not been held yet.'
        }),
        params: idParams,
        body: ref(schema.InterviewChange),
        response: { 200: ref(schema.Interview) }
      }
    },
    (request, reply) =>
      reply.perform({ status: 200 }, (work) =>
        actions.changeInterview(work, citables, request.params.id, request.body)
      )
  )
}
