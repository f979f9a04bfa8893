import { sql } from 'kysely'
import { v7 as uuid } from 'uuid'
import type { Role } from '../../platform/access/permissions.ts'
import type { Db } from '../../platform/database/connect.ts'
import type { Tx } from '../../platform/work/work.ts'
import { MOST_ATTEMPTS } from '../deliveries/fields.ts'
import type { Attempt } from '../tables.ts'
import type { DeliveryKind, DeliveryState } from '../vocabulary.ts'
import type { Sealed } from './secrets.ts'

/** How long an instance holds a webhook without renewing, in seconds: longer than an attempt takes. */
const LEASE_SECONDS = 60

/** A webhook that this instance sends for. */
export interface Claimed {
  id: string
  claim: string
}

/** What sending needs of a webhook, as it is now. */
export interface Receiver extends Sealed {
  id: string
  url: string
  types: string[]
  unitCode: string
  path: string
  madeBy: string
  roles: Role[]
  /** Whether its unit is in office. */
  isInOffice: boolean
  /** Whether the secret before the last rotation is still used. */
  isPreviousUsed: boolean
  failures: number
  position: number
  eventId: string | null
  startsAt: string
}

const receiver = (now: Date, today: string) => sql`
  webhook.id, webhook.url, webhook.types, webhook.unit_code as "unitCode", webhook.path,
  webhook.made_by as "madeBy", webhook.roles, webhook.key_id as "keyId", webhook.sealed, webhook.failures,
  webhook.position::float8 as position, webhook.position_event as "eventId",
  webhook.starts_at as "startsAt",
  coalesce(webhook.previous_until > ${now.toISOString()}::timestamptz, false) as "isPreviousUsed",
  exists (select from unit where unit.code = webhook.unit_code
    and is_valid(unit.valid_from, unit.valid_to, ${today}::date)) as "isInOffice"`

const lease = sql`clock_timestamp() + make_interval(secs => ${LEASE_SECONDS})`

/**
 * Takes webhooks whose turn it is, those first that wait longest. Other instances pass them over until they
 * are released, or until this instance has not renewed its claim for a minute.
 */
export async function claimDue(db: Db, now: Date, most: number): Promise<Claimed[]> {
  const { rows } = await sql<Claimed>`
    update webhook set claim = gen_random_uuid(), claimed_until = ${lease}
    where id in (
      select id from webhook
      where state = 'active' and due_at <= ${now.toISOString()}
        and (claimed_until is null or claimed_until < clock_timestamp())
        and position <> (select last_position from event_feed)
      order by turn_at limit ${most} for update skip locked
    )
    returning id, claim`.execute(db)
  return rows
}

/** Whether any webhook waits for events, so that these need their places. */
export async function isAnyActive(db: Db): Promise<boolean> {
  const { rows } = await sql`select from webhook where state = 'active' limit 1`.execute(db)
  return rows.length > 0
}

/** Holds the webhook on, and gives it as it is now; undefined where it was paused, deleted or lost. */
export async function renew(
  db: Db,
  { id, claim }: Claimed,
  now: Date,
  today: string
): Promise<Receiver | undefined> {
  const { rows } = await sql<Receiver>`
    update webhook set claimed_until = ${lease}
    where id = ${id} and claim = ${claim} and state = 'active' returning ${receiver(now, today)}`.execute(db)
  return rows[0]
}

/** Lets the next instance have it, after all others that wait. */
export async function release(db: Db, { id, claim }: Claimed): Promise<void> {
  await sql`
    update webhook set claim = null, claimed_until = null, turn_at = clock_timestamp()
    where id = ${id} and claim = ${claim}`.execute(db)
}

/** The place up to which everything was sent or passed over. */
export interface Reached {
  position: number
  eventId: string | null
}

/** Moves a webhook on. It may have been set further on meanwhile, and never goes back. */
export async function reach(db: Db | Tx, { id, claim }: Claimed, place: Reached): Promise<void> {
  await sql`
    update webhook set position = ${place.position}::bigint, position_event = ${place.eventId}
    where id = ${id} and claim = ${claim} and position < ${place.position}::bigint`.execute(db)
}

export async function noteDelivered(tx: Tx, { id, claim }: Claimed, now: Date): Promise<void> {
  await sql`
    update webhook set failures = 0, failing_since = null, delivered_at = ${now.toISOString()}
    where id = ${id} and claim = ${claim}`.execute(tx)
}

export async function noteFailed(db: Db | Tx, { id, claim }: Claimed, now: Date, dueAt: Date): Promise<void> {
  await sql`
    update webhook set failures = failures + 1, due_at = ${dueAt.toISOString()},
      failing_since = coalesce(failing_since, ${now.toISOString()}::timestamptz)
    where id = ${id} and claim = ${claim}`.execute(db)
}

/** Leaves the webhook alone until an instant, without counting a failure. */
export async function postpone(db: Db, { id, claim }: Claimed, until: Date): Promise<void> {
  await sql`
    update webhook set due_at = ${until.toISOString()} where id = ${id} and claim = ${claim}`.execute(db)
}

/** Whether this instance still sends for the webhook, which then stays locked. */
export async function isHeld(tx: Tx, { id, claim }: Claimed): Promise<boolean> {
  const { rows } = await sql`
    select from webhook where id = ${id} and claim = ${claim} and state = 'active' for update`.execute(tx)
  return rows.length > 0
}

/** The event of a delivery. */
export interface Sent {
  webhookId: string
  messageId: string
  type: string
  eventId: string
  position: number
}

/** Adds an attempt to the delivery of an event, which begins with the first one. */
export async function noteAttempt(tx: Tx, sent: Sent, attempt: Attempt, now: Date): Promise<void> {
  const at = now.toISOString()
  const [state, deliveredAt] = attempt.error === null ? ['delivered', at] : ['failed', null]
  await sql`
    insert into webhook_delivery (id, webhook_id, kind, type, event_id, position, message_id, state, attempts,
      delivered_at, made_at)
    values (${uuid({ msecs: now.getTime() })}, ${sent.webhookId}, 'event', ${sent.type}, ${sent.eventId},
      ${sent.position}::bigint, ${sent.messageId}, ${state}, ${JSON.stringify([attempt])}, ${deliveredAt},
      ${at})
    on conflict on constraint webhook_delivery_message_key do update set state = excluded.state,
      attempts = ${lastOf(sql`webhook_delivery.attempts || excluded.attempts`)},
      delivered_at = coalesce(excluded.delivered_at, webhook_delivery.delivered_at)`.execute(tx)
}

function lastOf(attempts: ReturnType<typeof sql>) {
  return sql`jsonb_path_query_array(${attempts}, ${sql.lit(`$[last - ${MOST_ATTEMPTS - 1} to last]`)})`
}

/** A delivery apart from the order, with its webhook. */
export interface Single extends Receiver {
  deliveryId: string
  kind: DeliveryKind
  messageId: string
  eventOf: string | null
  positionOf: number | null
}

/**
 * Takes deliveries that are due apart from the order. One that is not ended is due again in a minute: its
 * instance may have died.
 */
export async function claimSingles(db: Db, now: Date, today: string, most: number): Promise<Single[]> {
  const later = new Date(now.getTime() + LEASE_SECONDS * 1000)
  const { rows } = await sql<Single>`
    update webhook_delivery set due_at = ${later.toISOString()}
    from webhook
    where webhook.id = webhook_delivery.webhook_id and webhook_delivery.id in (
      select id from webhook_delivery where due_at <= ${now.toISOString()}
      order by due_at limit ${most} for update skip locked
    )
    returning webhook_delivery.id as "deliveryId", webhook_delivery.kind,
      webhook_delivery.message_id as "messageId", webhook_delivery.event_id as "eventOf",
      webhook_delivery.position::float8 as "positionOf", ${receiver(now, today)}`.execute(db)
  return rows
}

/** Ends a delivery apart from the order: with an attempt, or without one where nothing may be sent. */
export async function noteSingle(
  db: Db,
  deliveryId: string,
  state: DeliveryState,
  now: Date,
  attempt?: Attempt
): Promise<void> {
  const added = attempt === undefined ? [] : [attempt]
  const deliveredAt = state === 'delivered' ? now.toISOString() : null
  await sql`
    update webhook_delivery set due_at = null, state = ${state},
      attempts = ${lastOf(sql`webhook_delivery.attempts || ${JSON.stringify(added)}::jsonb`)},
      delivered_at = coalesce(${deliveredAt}::timestamptz, delivered_at)
    where id = ${deliveryId}`.execute(db)
}
