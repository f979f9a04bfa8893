import type { FastifyContextConfig } from 'fastify'
import { type Static, type TSchema, Type } from 'typebox'
import type { App } from '../platform/http/app.ts'
import { describe } from '../platform/openapi/describe.ts'
import { closed, idParams, ref } from '../platform/schema.ts'
import type { Work } from '../platform/work.ts'
import * as actions from './actions.ts'
import * as reviews from './reviews.ts'
import { Case } from './schema.ts'
import * as words from './step-schema.ts'
import type * as store from './store.ts'

const handle: FastifyContextConfig = { permission: 'cases:handle', scope: 'case' }
const extend: FastifyContextConfig = { permission: 'cases:extend', scope: 'case' }

/** A step takes no body; an empty object will do. */
const noBody = Type.Union([closed({}), Type.Null()])

type Action<B> = (work: Work, id: string, body: B) => Promise<store.Versioned>
type Described = ReturnType<typeof describe>

/** Every step of a case, in the order of its life. */
export function stepRoutes(app: App): void {
  for (const schema of words.schemas) app.addSchema(schema)
  handling(app)
  deciding(app)
  recusal(app)
}

function plain(app: App, path: string, described: Described, action: Action<void>): void {
  app.post(
    `/v1/cases/:id/${path}`,
    {
      config: handle,
      schema: { ...described, params: idParams, body: noBody, response: { 200: ref(Case) } }
    },
    (request, reply) => reply.perform({ status: 200 }, (work) => action(work, request.params.id))
  )
}

function withBody<S extends TSchema>(
  app: App,
  path: string,
  described: Described,
  schema: S,
  action: Action<Static<S>>,
  { config = handle, isOptional = false } = {}
): void {
  app.post(
    `/v1/cases/:id/${path}`,
    {
      config,
      schema: {
        ...described,
        params: idParams,
        body: isOptional ? Type.Union([ref(schema), Type.Null()]) : ref(schema),
        response: { 200: ref(Case) }
      }
    },
    (request, reply) =>
      reply.perform({ status: 200 }, (work) => action(work, request.params.id, request.body as Static<S>))
  )
}

function handling(app: App): void {
  plain(
    app,
    'accept',
    describe('acceptCase', 'cases', '受理', 'Accepts a case; of an appeal the term for concluding begins'),
    actions.acceptCase
  )
  withBody(
    app,
    'decline',
    describe('declineCase', 'cases', '不予受理', 'Declines a case, with the reason'),
    words.Decline,
    actions.declineCase
  )
  withBody(
    app,
    'link',
    describe('linkCase', 'cases', '关联同一事实', 'Links a case to another one about the same facts'),
    words.Link,
    (work, id, { caseId }) => actions.linkCase(work, id, caseId)
  )
  withBody(
    app,
    'forward',
    describe('forwardCase', 'cases', '转送', 'Hands a case to a unit above or below'),
    words.Forward,
    actions.forwardCase
  )
  withBody(
    app,
    'object',
    describe('objectToCase', 'cases', '提出异议', 'Gives a forwarded case back, within its term'),
    words.Objection,
    (work, id, { reason }) => actions.objectToCase(work, id, reason)
  )
  withBody(
    app,
    'extend',
    describe('extendCase', 'cases', '延长办理期限', 'Extends the term for concluding, once; by a leader'),
    words.Extension,
    actions.extendCase,
    { config: extend }
  )
  withBody(
    app,
    'exclude',
    describe('excludeFromCase', 'cases', '扣除期限', 'Days that do not count for the running term'),
    words.Exclusion,
    actions.excludeFromCase
  )
}

function deciding(app: App): void {
  withBody(
    app,
    'reply',
    describe('replyToCase', 'cases', '答复', 'The written reply, with outcome and cause'),
    words.Reply,
    actions.replyToCase
  )
  for (const [stage, zh] of [
    ['review', '复查'],
    ['recheck', '复核']
  ] as const) {
    const name = stage === 'review' ? 'Review' : 'Recheck'
    withBody(
      app,
      `request-${stage}`,
      describe(
        `request${name}`,
        'cases',
        `申请${zh}`,
        `The petitioner asks the next unit above for a ${stage}`
      ),
      words.Request,
      (work, id, { requestedOn }) => reviews.request(work, id, stage, requestedOn)
    )
    withBody(
      app,
      stage,
      describe(`${stage}Case`, 'cases', `${zh}意见`, `The ${stage} of the unit above`),
      words.Review,
      (work, id, body) => reviews.decide(work, id, stage, body)
    )
  }
  withBody(
    app,
    'withdraw',
    describe('withdrawCase', 'cases', '撤回', 'The petitioner withdraws the case'),
    words.Withdrawal,
    actions.withdrawCase,
    { isOptional: true }
  )
  plain(app, 'close', describe('closeCase', 'cases', '办结归档', 'Puts a case on file'), actions.closeCase)
}

function recusal(app: App): void {
  app.post(
    '/v1/cases/:id/recuse',
    {
      config: handle,
      schema: {
        ...describe(
          'recuseFromCase',
          'cases',
          '回避',
          'Somebody steps aside, and sees nothing of the case any more'
        ),
        params: idParams,
        body: ref(words.Recusal),
        response: { 200: ref(words.Recused) }
      }
    },
    (request, reply) =>
      reply.perform({ status: 200 }, (work) => actions.recuse(work, request.params.id, request.body))
  )
}
