import { Type } from 'typebox'
import { oneOf } from '../platform/http/schema.ts'
import { event, eventsOf, type PayloadsOf } from '../platform/work/catalogue.ts'
import { pausedReasons } from './vocabulary.ts'

const types = Type.Integer({ title: '事件种数', description: 'Number of kinds of events; 0: all' })

/** For the audit trail alone: a webhook does not report on webhooks. */
export const events = eventsOf(
  {
    'webhook.made': event(
      { zh: '设置推送地址', en: 'Webhook made' },
      'An account asked for its events to be sent to an address.',
      { types }
    ),
    'webhook.changed': event(
      { zh: '变更推送地址', en: 'Webhook changed' },
      'Its account changed the webhook, paused it or resumed it.',
      { changed: Type.Array(Type.String(), { title: '变更项', description: 'Fields that changed' }) }
    ),
    'webhook.secret-rotated': event(
      { zh: '更换推送密钥', en: 'Webhook secret rotated' },
      'The webhook got a new secret; the one before it is used for a day more.',
      {}
    ),
    'webhook.tested': event(
      { zh: '测试推送', en: 'Webhook tested' },
      'The account asked for a test event.',
      {}
    ),
    'webhook.replayed': event(
      { zh: '重新推送', en: 'Webhook event replayed' },
      'The account asked for an event to be sent once more.',
      {}
    ),
    'webhook.paused': event(
      { zh: '暂停推送', en: 'Webhook paused' },
      'The service paused the webhook. Nothing is lost while the events are kept.',
      { reason: oneOf(pausedReasons, { title: '暂停原因', description: 'Reason of the pause' }) }
    ),
    'webhook.removed': event(
      { zh: '删除推送地址', en: 'Webhook removed' },
      'The webhook was deleted, with the list of its deliveries.',
      {}
    )
  },
  {
    toNobody: [
      'webhook.made',
      'webhook.changed',
      'webhook.secret-rotated',
      'webhook.tested',
      'webhook.replayed',
      'webhook.paused',
      'webhook.removed'
    ]
  }
)

declare module '../platform/work/catalogue.ts' {
  interface EventTypes extends PayloadsOf<typeof events> {}
}
