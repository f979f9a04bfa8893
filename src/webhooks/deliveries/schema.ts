import { type Static, Type } from 'typebox'
import { closed, Id, listOf } from '../../platform/http/schema.ts'
import { item } from './fields.ts'

export const WebhookDelivery = closed(item.properties, {
  $id: 'WebhookDelivery',
  title: '推送记录',
  description: 'Event sent to a webhook, with its attempts; never what the receiver answered'
})
export type WebhookDelivery = Static<typeof WebhookDelivery>

export const WebhookDeliveryPage = {
  ...listOf(Type.Unsafe<WebhookDelivery>({ $ref: 'WebhookDelivery#' })),
  $id: 'WebhookDeliveryPage'
}

export const deliveryParams = closed({
  id: Id,
  deliveryId: { ...Id, title: '推送记录标识', description: 'Identifier of the delivery' }
})

export const schemas = [WebhookDelivery, WebhookDeliveryPage]
