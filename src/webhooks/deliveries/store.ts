import { sql } from 'kysely'
import type { Actor } from '../../platform/auth/actor.ts'
import type { Db } from '../../platform/database/connect.ts'
import { sweepRows } from '../../platform/database/sweep.ts'
import type { Tx } from '../../platform/work/work.ts'
import * as webhooks from '../store.ts'
import { refuse } from '../vocabulary.ts'
import { item } from './fields.ts'
import type { WebhookDelivery } from './schema.ts'

export function find(
  db: Db | Tx,
  actor: Actor,
  { webhookId, id }: { webhookId: string; id: string }
): Promise<WebhookDelivery | undefined> {
  return db
    .selectFrom('webhook_delivery')
    .select(item.select({ ...actor, today: '' }))
    .where('webhook_delivery.id', '=', id)
    .where('webhook_delivery.webhook_id', '=', webhookId)
    .executeTakeFirst()
}

/**
 * @throws webhook-not-found
 * @throws webhook-of-others where an administrator asks
 */
export async function mustBeOwn(db: Db, actor: Actor, id: string, today: string): Promise<void> {
  const webhook = await webhooks.find(db, actor, id, today)
  if (webhook === undefined) throw refuse('webhook-not-found')
  if (!webhook.actions.includes('test')) throw refuse('webhook-of-others')
}

/** Has a delivery sent once more, apart from the order; false where its event is deleted. */
export async function sendAgain(tx: Tx, id: string, now: Date): Promise<boolean> {
  const { rows } = await sql`
    update webhook_delivery set due_at = ${now.toISOString()}, state = 'waiting'
    where id = ${id} and (kind = 'test' or exists (
      select from outbox_event where outbox_event.id = webhook_delivery.event_id
        and outbox_event.position = webhook_delivery.position))
    returning id`.execute(tx)
  return rows.length > 0
}

/** Deletes deliveries made before an instant. */
export async function sweepDeliveries(db: Db, before: Date): Promise<void> {
  await sweepRows(db, 'webhook_delivery', sql<boolean>`made_at < ${before.toISOString()}::timestamptz`)
}
