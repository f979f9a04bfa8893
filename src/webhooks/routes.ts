import type { FastifyContextConfig } from 'fastify'
import { subtree } from '../platform/access/scope.ts'
import { type Showing, shownNames } from '../platform/feed/index.ts'
import type { App } from '../platform/http/app.ts'
import { foundOr } from '../platform/http/found-or.ts'
import { listAnswer } from '../platform/http/lists/lists.ts'
import { inTrees } from '../platform/http/lists/scopes.ts'
import { idParams, ref } from '../platform/http/schema.ts'
import { noBody } from '../platform/http/steps.ts'
import { describe } from '../platform/openapi/describe.ts'
import { localDate } from '../platform/values/days.ts'
import type { AppContext } from '../platform/work/work.ts'
import * as actions from './actions.ts'
import { deliveryRoutes } from './deliveries/routes.ts'
import { webhooks } from './list.ts'
import * as schema from './schema.ts'
import type { Allowed } from './sending/addresses.ts'
import type { Secrets } from './sending/secrets.ts'
import * as store from './store.ts'
import { refuse } from './vocabulary.ts'

const scope = 'webhook'
const place = { table: 'webhook', unit: 'unit_code' }
const see: FastifyContextConfig = { permission: 'webhooks:see', scope }
const make: FastifyContextConfig = { permission: 'webhooks:make', scope }

/** What the room needs. */
interface Parts {
  context: AppContext
  showing: Showing
  pushed: { allowed: Allowed; secrets: Secrets; keepDays: number }
}

export function register(app: App, { context, showing, pushed }: Parts): void {
  const kit: actions.Kit = { ...pushed, names: new Set(shownNames(showing.kinds)) }
  for (const one of schema.schemas) app.addSchema(one)
  reading(app, context)
  writing(app, kit)
  keeping(app, kit)
  deliveryRoutes(app, context)
}

function reading(app: App, { db, clock }: AppContext): void {
  app.get(
    '/v1/webhooks',
    {
      config: see,
      schema: {
        ...describe('listWebhooks', 'events', '查询推送地址', {
          zh: '列出本账号设置的推送地址；管理员可查看本单位和下级单位各账号的推送地址。',
          en:
            'Lists the webhooks of the account. Administrators see those of all accounts of their unit and ' +
            'of the units below it.'
        }),
        querystring: webhooks.query,
        response: { 200: listAnswer(ref(schema.WebhookPage)) }
      }
    },
    async ({ actor, query }, reply) => {
      const tree = inTrees([await subtree(db, actor, scope, query.within)], place)
      const seen = store.both(tree, store.seenInLists(actor))
      return reply.list(webhooks.asked({ db }, query, seen, { ...actor, today: localDate(clock()) }))
    }
  )
  app.get(
    '/v1/webhooks/:id',
    {
      config: see,
      schema: {
        ...describe('getWebhook', 'events', '查询一个推送地址', {
          zh: '返回一个推送地址及其状态，不含密钥。',
          en: 'Returns one webhook with its state, without its secret.'
        }),
        params: idParams,
        response: { 200: ref(schema.Webhook) }
      }
    },
    async ({ actor, params }, reply) => {
      const found = store.find(db, actor, params.id, localDate(clock()))
      return reply.versioned(await foundOr(found, () => refuse('webhook-not-found')))
    }
  )
}

function writing(app: App, kit: actions.Kit): void {
  app.post(
    '/v1/webhooks',
    {
      config: make,
      schema: {
        ...describe('makeWebhook', 'events', '设置推送地址', {
          zh:
            '将本账号可以读取的事件推送到一个地址，从现在开始，按顺序逐个推送，以返回的密钥签名。密钥只在此返回一次，应答不予保存，' +
            '幂等键在此不起作用；同一账号对同一地址只设一个推送。',
          en:
            'Has the events that the account sees sent to an address, from now on, one by one in their ' +
            'order, signed with the secret in the answer. The secret is shown this once. The answer is ' +
            'stored nowhere, so an idempotency key has no effect here; an account has one webhook for an ' +
            'address.'
        }),
        body: ref(schema.NewWebhook),
        response: { 201: ref(schema.WebhookWithSecret) }
      }
    },
    ({ body }, reply) => {
      const location = ({ id }: schema.WebhookWithSecret) => `/v1/webhooks/${id}`
      return reply.perform({ status: 201, fleeting: true, location }, (work) =>
        actions.makeWebhook(work, kit, body)
      )
    }
  )
  app.patch(
    '/v1/webhooks/:id',
    {
      config: { ...make, needsVersion: true, expires: true },
      schema: {
        ...describe('changeWebhook', 'events', '变更推送地址', {
          zh:
            '变更地址、事件，暂停或者恢复推送。恢复后从暂停处继续；期间的事件已有一部分删除的，拒绝恢复，请从现在开始。变更后按账号' +
            '现有的角色推送。',
          en:
            'Changes the address or the events, pauses the webhook or resumes it. It goes on where it was ' +
            'paused; where some of the events since then are deleted, it is refused without `fromNow`. The ' +
            'webhook takes on the present roles of the account.'
        }),
        params: idParams,
        body: ref(schema.WebhookChange),
        response: { 200: ref(schema.Webhook) }
      }
    },
    ({ params, body }, reply) =>
      reply.perform({ status: 200 }, (work) => actions.changeWebhook(work, kit, params.id, body))
  )
}

function keeping(app: App, kit: actions.Kit): void {
  app.post(
    '/v1/webhooks/:id/rotate-secret',
    {
      config: make,
      schema: {
        ...describe('rotateWebhookSecret', 'events', '更换推送密钥', {
          zh: '更换密钥，只在此返回一次。24小时内以新旧两个密钥签名。应答不予保存，幂等键不起作用。',
          en:
            'Gives the webhook a new secret, which is shown this once. For 24 hours events are signed with ' +
            'both. The answer is stored nowhere, so an idempotency key has no effect here.'
        }),
        params: idParams,
        body: noBody,
        response: { 200: ref(schema.WebhookWithSecret) }
      }
    },
    ({ params }, reply) =>
      reply.perform({ status: 200, fleeting: true }, (work) => actions.rotateSecret(work, kit, params.id))
  )
  app.delete(
    '/v1/webhooks/:id',
    {
      config: see,
      schema: {
        ...describe('removeWebhook', 'events', '删除推送地址', {
          zh: '删除推送地址及其推送记录。由其账号，或者本单位、上级单位的管理员办理。',
          en:
            'Deletes a webhook with its deliveries. For its account, and for administrators of its unit ' +
            'and of the units above.'
        }),
        params: idParams,
        response: { 204: { type: 'null', description: '已删除。Removed' } }
      }
    },
    ({ params }, reply) => reply.perform({ status: 204 }, (work) => actions.removeWebhook(work, params.id))
  )
}
