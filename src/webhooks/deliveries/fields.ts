import { sql } from 'kysely'
import { Type } from 'typebox'
import { fieldsOf, from } from '../../platform/database/fields.ts'
import { closed, Id, Instant, nullable, oneOf } from '../../platform/http/schema.ts'
import '../tables.ts'
import type { Attempt } from '../tables.ts'
import { deliveryKinds, deliveryStates, failureKinds } from '../vocabulary.ts'

/** Attempts that a delivery keeps, the latest. */
export const MOST_ATTEMPTS = 50

const Failure = oneOf(failureKinds, { title: '失败种类', description: 'Kind of the failure' })
export const State = oneOf(deliveryStates, { title: '状态', description: 'State of the delivery' })

const Attempts = Type.Array(
  closed(
    {
      at: { ...Instant, title: '时间', description: 'Time of the attempt' },
      status: nullable(
        Type.Integer({ title: '状态码', description: 'HTTP status of the answer; null where there was none' })
      ),
      durationMs: Type.Integer({ title: '耗时毫秒数', description: 'Duration in milliseconds' }),
      error: nullable(Failure)
    },
    { title: '推送', description: 'Attempt to deliver' }
  ),
  { title: '各次推送', description: `Attempts, the first one first, at most the last ${MOST_ATTEMPTS}` }
)

export const item = fieldsOf('webhook_delivery', {
  id: Id,
  kind: oneOf(deliveryKinds, { title: '种类', description: 'Kind of the delivery' }),
  type: Type.String({ title: '事件名称', description: 'Name in the catalogue of events, or `webhook.test`' }),
  messageId: Type.String({
    format: 'uuid',
    title: '消息标识',
    description: 'Identifier of the event, and the value of the header webhook-id: the same at each attempt'
  }),
  state: State,
  attempts: from(Attempts, sql<Attempt[]>`webhook_delivery.attempts`),
  deliveredAt: nullable({ ...Instant, title: '送达时间', description: 'Time of the last delivery' }),
  madeAt: { ...Instant, title: '首次推送时间', description: 'Time of the first attempt, or of the request' }
})
