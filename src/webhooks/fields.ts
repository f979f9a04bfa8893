import { sql } from 'kysely'
import { Type } from 'typebox'
import { fieldsOf, from } from '../platform/database/fields.ts'
import { Id, Instant, nullable, oneOf, person, UnitCode, updatedAt } from '../platform/http/schema.ts'
import './tables.ts'
import { pausedReasons, states } from './vocabulary.ts'

export const MOST_TYPES = 100

export const Url = Type.String({
  minLength: 1,
  maxLength: 500,
  title: '推送地址',
  description: 'Address to which events are sent',
  examples: ['https://hooks.example.cn/supervision']
})
export const Types = Type.Array(
  Type.String({
    minLength: 1,
    maxLength: 100,
    title: '事件名称',
    description: 'Name in the catalogue of events',
    examples: ['finding.made']
  }),
  {
    maxItems: MOST_TYPES,
    uniqueItems: true,
    title: '事件',
    description: 'Events that are sent; empty: all that the account sees'
  }
)
export const State = oneOf(states, { title: '状态', description: 'State of the webhook' })
const PausedReason = oneOf(pausedReasons, { title: '暂停原因', description: 'Reason of the pause' })

const shown = sql<string>`coalesce(webhook.updated_at, webhook.made_at)`

export const item = fieldsOf('webhook', {
  id: Id,
  unitCode: { ...UnitCode, title: '单位代码', description: 'Unit of the account' },
  url: Url,
  types: Types,
  state: State,
  pausedReason: nullable(PausedReason),
  pausedAt: nullable({ ...Instant, title: '暂停时间', description: 'Time of the pause' }),
  failures: Type.Integer({
    minimum: 0,
    title: '连续失败次数',
    description: 'Attempts that failed one after the other; 0 after one that was delivered'
  }),
  failingSince: nullable({ ...Instant, title: '开始失败时间', description: 'Time of the first of them' }),
  nextAttemptAt: from(
    nullable({
      ...Instant,
      title: '下次推送时间',
      description: 'Time of the next attempt after a failure; null where none is awaited'
    }),
    sql<string | null>`case when webhook.failures > 0 and webhook.state = 'active' then webhook.due_at end`
  ),
  deliveredAt: nullable({ ...Instant, title: '最近送达时间', description: 'Time of the last delivery' }),
  previousSecretUntil: from(
    nullable({
      ...Instant,
      title: '原密钥有效期止',
      description: 'End of the time in which events are signed with the secret before the rotation, too'
    }),
    sql<string | null>`webhook.previous_until`
  ),
  madeAt: { ...Instant, title: '设置时间', description: 'Time at which the webhook was made' },
  madeBy: person('账号', 'Account to which the webhook belongs'),
  version: Type.Integer({ title: '版本', description: 'Version, as in the ETag' }),
  updatedAt: from(updatedAt, shown)
})
