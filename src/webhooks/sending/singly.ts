import { type CloudEvent, cloudEvent, rowAt } from '../../platform/feed/index.ts'
import { askedBy, attemptTo, type Sending } from './attempt.ts'
import * as store from './store.ts'
import { testEvent } from './test-event.ts'

/** Sends a test event, or an event once more, apart from the order and without another attempt. */
export async function sendSingly(sending: Sending, one: store.Single): Promise<void> {
  const { db, clock } = sending.context
  const event = one.isInOffice ? await eventOf(sending, one) : undefined
  if (event === undefined) return store.noteSingle(db, one.deliveryId, 'withheld', clock())
  const attempt = await attemptTo(sending, one, event)
  // Without the key nothing is noted: it is due again in a minute, for another instance.
  if (attempt === undefined) return
  const state = attempt.error === null ? 'delivered' : 'failed'
  await store.noteSingle(db, one.deliveryId, state, clock(), attempt)
}

/** What is sent; undefined where the account may not see it now, or it is deleted. */
async function eventOf(sending: Sending, one: store.Single): Promise<CloudEvent | undefined> {
  const { context, showing } = sending
  const { kind, messageId, eventOf: eventId, positionOf: position } = one
  if (kind === 'test') return testEvent(one, messageId, context.clock())
  if (eventId === null || position === null) return undefined
  const asked = await askedBy(sending, one)
  const row = await rowAt(context.db, showing, { ...asked, types: undefined }, { position, eventId })
  return row && cloudEvent(row, showing)
}
