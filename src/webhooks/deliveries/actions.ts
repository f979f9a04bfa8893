import { randomUUID } from 'node:crypto'
import { v7 as uuid } from 'uuid'
import { present } from '../../platform/database/present.ts'
import { insertRecord } from '../../platform/database/records.ts'
import { newEvent } from '../../platform/work/catalogue.ts'
import { takeStep } from '../../platform/work/step.ts'
import type { Work } from '../../platform/work/work.ts'
import { webhookSteps } from '../actions.ts'
import { TEST } from '../sending/test-event.ts'
import { refuse } from '../vocabulary.ts'
import type { WebhookDelivery } from './schema.ts'
import * as store from './store.ts'

/** Has a test event sent, once, also while the webhook is paused. */
export async function testWebhook(work: Work, webhookId: string): Promise<WebhookDelivery> {
  const { tx, actor, now } = work
  const id = uuid({ msecs: now.getTime() })
  await takeStep(webhookSteps, work, webhookId, 'test', async () => {
    await insertRecord(tx, 'webhook_delivery', {
      id,
      webhookId,
      kind: 'test',
      type: TEST,
      messageId: randomUUID(),
      state: 'waiting',
      dueAt: now.toISOString(),
      madeAt: now.toISOString()
    })
    return { event: newEvent('webhook.tested', {}) }
  })
  return present(await store.find(tx, actor, { webhookId, id }))
}

/** Has an event sent once more, with the same identifier, also while the webhook is paused. */
export async function replay(work: Work, webhookId: string, id: string): Promise<WebhookDelivery> {
  const { tx, actor, now } = work
  await takeStep(webhookSteps, work, webhookId, 'test', async () => {
    if ((await store.find(tx, actor, { webhookId, id })) === undefined)
      throw refuse('webhook-delivery-not-found')
    if (!(await store.sendAgain(tx, id, now))) throw refuse('webhook-event-deleted')
    return { event: newEvent('webhook.replayed', {}) }
  })
  return present(await store.find(tx, actor, { webhookId, id }))
}
