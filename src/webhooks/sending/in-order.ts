import { service } from '../../platform/auth/actor.ts'
import { updateRecord } from '../../platform/database/records.ts'
import {
  type Asked,
  cloudEvent,
  type Found,
  found,
  isKeptAt,
  type Row,
  shownOf
} from '../../platform/feed/index.ts'
import { localDate } from '../../platform/values/days.ts'
import { work } from '../../platform/work/work.ts'
import * as rules from '../rules.ts'
import type { Attempt } from '../tables.ts'
import type { PausedReason } from '../vocabulary.ts'
import { askedBy, attemptTo, type Sending } from './attempt.ts'
import * as store from './store.ts'

// The events of one webhook, one by one in their order: the next one is sent when the receiver has taken the
// one before.

/** Events read at once. Each is checked again just before it is sent. */
const BATCH = 50
/** So long a webhook goes on while others wait, in milliseconds. */
const TURN_MS = 5000
/** When an instance that lacks a key looks again, in milliseconds. */
const WITHOUT_KEY_MS = 60_000

/** Sends what waits for a webhook, until there is no more, it fails, or its turn is over. */
export async function sendInOrder(
  sending: Sending,
  claimed: store.Claimed,
  isEnding: () => boolean
): Promise<void> {
  const began = performance.now()
  try {
    let isOn = true
    while (isOn && !isEnding() && performance.now() - began < TURN_MS) {
      const one = await renewed(sending, claimed)
      isOn = one !== undefined && (await sendBatch(sending, claimed, one, isEnding))
    }
  } finally {
    await store.release(sending.context.db, claimed)
  }
}

function renewed({ context }: Sending, claimed: store.Claimed): Promise<store.Receiver | undefined> {
  const now = context.clock()
  return store.renew(context.db, claimed, now, localDate(now))
}

/** Whether there may be more to send now. */
async function sendBatch(
  sending: Sending,
  claimed: store.Claimed,
  one: store.Receiver,
  isEnding: () => boolean
): Promise<boolean> {
  const { db } = sending.context
  if (!one.isInOffice) return pause(sending, claimed, one, 'unit-ended')
  if (!(await isKeptAt(db, one))) return pause(sending, claimed, one, 'events-expired')
  const asked = await askedBy(sending, one)
  const page: Found = await found(db, sending.showing, { ...asked, limit: BATCH }, one)
  const starts = Date.parse(one.startsAt)
  for (const row of page.rows.filter(({ at }) => Date.parse(at) >= starts)) {
    if (isEnding() || !(await sendRow(sending, claimed, asked, row))) return false
  }
  await store.reach(db, claimed, page)
  return !page.isAtEnd
}

/** Whether the next event may be sent. */
async function sendRow(
  sending: Sending,
  claimed: store.Claimed,
  asked: Omit<Asked, 'limit'>,
  row: Row
): Promise<boolean> {
  const one = await renewed(sending, claimed)
  // It was paused, or set further on meanwhile.
  if (one === undefined || one.position >= row.position) return false
  const [shown] = await shownOf(sending.context.db, sending.showing, asked.actor, [row])
  if (shown === undefined) return true
  const event = cloudEvent(shown, sending.showing)
  const attempt = await attemptTo(sending, one, event)
  if (attempt === undefined) {
    await store.postpone(sending.context.db, claimed, later(sending, WITHOUT_KEY_MS))
    return false
  }
  await note(sending, claimed, one, { ...row, messageId: event.id }, attempt)
  return attempt.error === null
}

async function note(
  sending: Sending,
  claimed: store.Claimed,
  one: store.Receiver,
  { messageId, id: eventId, position, type }: Row & { messageId: string },
  attempt: Attempt
): Promise<void> {
  const { context, chance } = sending
  const now = context.clock()
  const failures = one.failures + 1
  const reason = attempt.error === null ? undefined : rules.pausedAfter(failures, attempt.status)
  await work(context, { actor: service }, async ({ tx }) => {
    await store.noteAttempt(tx, { webhookId: one.id, messageId, type, eventId, position }, attempt, now)
    if (attempt.error === null) {
      await store.noteDelivered(tx, claimed, now)
      await store.reach(tx, claimed, { position, eventId })
    } else {
      const seconds = rules.pauseAfter(failures, chance()) ?? 0
      await store.noteFailed(tx, claimed, now, later(sending, seconds * 1000))
    }
  })
  if (reason !== undefined) await pause(sending, claimed, one, reason)
}

function later({ context }: Sending, ms: number): Date {
  return new Date(context.clock().getTime() + ms)
}

/** Pauses the webhook and reports it. Its place stays, so that nothing is lost while the events are kept. */
async function pause(
  { context }: Sending,
  claimed: store.Claimed,
  { id, unitCode, path }: store.Receiver,
  reason: PausedReason
): Promise<false> {
  await work(context, { actor: service }, async (work) => {
    if (!(await store.isHeld(work.tx, claimed))) return
    const pausedAt = work.now.toISOString()
    await updateRecord(work, 'webhook', id, { state: 'paused', pausedReason: reason, pausedAt })
    work.record('webhook.paused', { id, unitCode, path }, { reason })
  })
  context.log.warn({ event: 'webhooks.paused', webhookId: id, reason })
  return false
}
