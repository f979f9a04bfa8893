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

export function interviewRoutes(app: App, context: AppContext, citables: Citables): void {
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
        ...describe(
          'listInterviews',
          'interviews',
          '查询约谈',
          'Interviews by the unit interviewed; the last one called comes first'
        ),
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
        ...describe(
          'getInterview',
          'interviews',
          '查询一次约谈',
          'One interview with its minutes and commitments',
          'Seen by the unit that called it and those above, and by the unit interviewed and those between.'
        ),
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
        ...describe(
          'getInterviewDocument',
          'interviews',
          '约谈通知书、约谈纪要',
          'The notice that calls the interview, or its minutes once it was held, as an official document'
        ),
        params: idParams,
        response: { 200: documentAnswer }
      }
    },
    async ({ actor, params }, reply) => {
      const found = store.find(db, citables, actor, params.id, localDate(clock()))
      const interview = await foundOr(found, unknown)
      return reply.document(interview, documentOf(interview))
    }
  )
}

function calling(app: App, citables: Citables): void {
  app.post(
    '/v1/interviews',
    {
      config: call,
      schema: {
        ...describe(
          'callInterview',
          'interviews',
          '通知约谈',
          'Calls the principal of a unit below to an interview',
          'Only a unit above may. It gets a number at once, and the unit below sees it.'
        ),
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
        ...describe(
          'changeInterview',
          'interviews',
          '变更约谈通知',
          'Changes reason or time of an interview that has not been held'
        ),
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
