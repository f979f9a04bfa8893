import type { FastifyContextConfig } from 'fastify'
import type { App } from '../../platform/http/app.ts'
import { listAnswer } from '../../platform/http/lists/lists.ts'
import { belongingTo } from '../../platform/http/lists/scopes.ts'
import { idParams, ref } from '../../platform/http/schema.ts'
import { noBody } from '../../platform/http/steps.ts'
import { describe } from '../../platform/openapi/describe.ts'
import { localDate } from '../../platform/values/days.ts'
import type { AppContext } from '../../platform/work/work.ts'
import * as actions from './actions.ts'
import { deliveries } from './list.ts'
import * as schema from './schema.ts'
import { mustBeOwn } from './store.ts'

const make: FastifyContextConfig = { permission: 'webhooks:make', scope: 'webhook' }

export function deliveryRoutes(app: App, context: AppContext): void {
  for (const one of schema.schemas) app.addSchema(one)
  reading(app, context)
  sending(app)
}

function reading(app: App, { db, clock }: AppContext): void {
  app.get(
    '/v1/webhooks/:id/deliveries',
    {
      config: make,
      schema: {
        ...describe('listWebhookDeliveries', 'events', '查询推送记录', {
          zh: '列出推送过的事件及各次推送的结果，最近的在前。不保存接收方返回的内容。只限设置该推送地址的账号。',
          en:
            'Lists what was sent, the latest first, with the result of each attempt. The content of ' +
            'answers is not kept. For the account of the webhook alone.'
        }),
        params: idParams,
        querystring: deliveries.query,
        response: { 200: listAnswer(ref(schema.WebhookDeliveryPage)) }
      }
    },
    async ({ actor, params, query }, reply) => {
      const today = localDate(clock())
      await mustBeOwn(db, actor, params.id, today)
      const own = belongingTo('webhook_delivery.webhook_id', params.id)
      return reply.list(deliveries.asked({ db }, query, own, { ...actor, today }))
    }
  )
}

function sending(app: App): void {
  app.post(
    '/v1/webhooks/:id/test',
    {
      config: make,
      schema: {
        ...describe('testWebhook', 'events', '发送测试事件', {
          zh: '向推送地址发送一个测试事件，不重试，暂停时也可以发送。结果见推送记录。',
          en:
            'Sends a test event of the type `webhook.test`, once, also while the webhook is paused. The ' +
            'list of deliveries has the result.'
        }),
        params: idParams,
        body: noBody,
        response: { 202: ref(schema.WebhookDelivery) }
      }
    },
    ({ params }, reply) => reply.perform({ status: 202 }, (work) => actions.testWebhook(work, params.id))
  )
  app.post(
    '/v1/webhooks/:id/deliveries/:deliveryId/replay',
    {
      config: { ...make, expires: true },
      schema: {
        ...describe('replayWebhookDelivery', 'events', '重新推送', {
          zh: '以相同的消息标识将一个事件再推送一次，不影响其余事件的顺序。账号已无权查看的，不再推送。',
          en:
            'Sends an event once more with the same identifier, apart from the order of the others. What ' +
            'the account may no longer see is not sent.'
        }),
        params: schema.deliveryParams,
        body: noBody,
        response: { 202: ref(schema.WebhookDelivery) }
      }
    },
    ({ params }, reply) =>
      reply.perform({ status: 202 }, (work) => actions.replay(work, params.id, params.deliveryId))
  )
}
