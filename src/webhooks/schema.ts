import { type Static, Type } from 'typebox'
import { actions, closed, listOf } from '../platform/http/schema.ts'
import { item, State, Types, Url } from './fields.ts'
import { stepNames } from './rules.ts'

export const NewWebhook = closed(
  { url: Url, types: Type.Optional(Types) },
  {
    $id: 'NewWebhook',
    title: '设置推送地址',
    description: 'New webhook; it begins with what happens from now on',
    examples: [{ url: 'https://hooks.example.cn/supervision', types: ['finding.made', 'finding.accepted'] }]
  }
)
export type NewWebhook = Static<typeof NewWebhook>

export const WebhookChange = closed(
  {
    url: Type.Optional(Url),
    types: Type.Optional(Types),
    state: Type.Optional({ ...State, description: 'New state: paused, or active to resume' }),
    fromNow: Type.Optional(
      Type.Boolean({
        title: '是否从现在开始',
        description: 'Whether to leave out the events that were not sent yet, and go on with later ones'
      })
    )
  },
  {
    $id: 'WebhookChange',
    title: '变更推送地址',
    description: 'Change of a webhook; it takes on the present roles of the account',
    minProperties: 1,
    examples: [{ state: 'active' }]
  }
)
export type WebhookChange = Static<typeof WebhookChange>

export const WebhookItem = closed(item.properties, {
  $id: 'WebhookItem',
  title: '推送地址（列表项）',
  description: 'Webhook in a list'
})
export type WebhookItem = Static<typeof WebhookItem>

const one = { ...item.properties, actions: actions(stepNames) }

export const Webhook = closed(one, {
  $id: 'Webhook',
  title: '推送地址',
  description: 'Address to which the events are sent that its account sees'
})
export type Webhook = Static<typeof Webhook>

export const WebhookWithSecret = closed(
  {
    ...one,
    secret: Type.String({
      title: '签名密钥',
      description: 'Secret of the signatures, in the form of Standard Webhooks; shown this once'
    })
  },
  {
    $id: 'WebhookWithSecret',
    title: '推送地址及其密钥',
    description: 'Webhook with its new secret'
  }
)
export type WebhookWithSecret = Static<typeof WebhookWithSecret>

export const WebhookPage = {
  ...listOf(Type.Unsafe<WebhookItem>({ $ref: 'WebhookItem#' })),
  $id: 'WebhookPage'
}

export const schemas = [NewWebhook, WebhookChange, WebhookItem, Webhook, WebhookWithSecret, WebhookPage]
