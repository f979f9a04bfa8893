import { v7 as uuid } from 'uuid'
import { present } from '../platform/database/present.ts'
import { insertRecord, updateRecord } from '../platform/database/records.ts'
import { endOf, isKeptAt } from '../platform/feed/index.ts'
import { newEvent } from '../platform/work/catalogue.ts'
import { type StepKind, takeStep } from '../platform/work/step.ts'
import { oneAtATime, type Work } from '../platform/work/work.ts'
import { mustBeInOffice, unitPlace } from '../units/index.ts'
import * as rules from './rules.ts'
import type { NewWebhook, Webhook, WebhookChange, WebhookWithSecret } from './schema.ts'
import { type Allowed, faultOfUrl } from './sending/addresses.ts'
import { newSecret, type Secrets } from './sending/secrets.ts'
import * as store from './store.ts'
import { refuse } from './vocabulary.ts'

/** What the actions need besides the work. */
export interface Kit {
  allowed: Allowed
  secrets: Secrets
  /** The names of events that the feed shows to somebody. */
  names: ReadonlySet<string>
  /** How long events are kept, in days. */
  keepDays: number
}

/** Has the events of the account sent to an address, from now on. */
export async function makeWebhook(work: Work, kit: Kit, wanted: NewWebhook): Promise<WebhookWithSecret> {
  const { tx, actor, now, today } = work
  const { url, types = [] } = wanted
  check(kit, wanted)
  const unit = await unitPlace(tx, actor.unitCode)
  if (unit === undefined) throw refuse('webhook-unit-ended')
  mustBeInOffice(unit, today)
  await oneAtATime(tx, `webhooks ${actor.unitCode} ${actor.sub}`)
  if ((await store.countOf(tx, actor)) >= rules.MOST) {
    throw refuse('webhooks-too-many', { values: { most: rules.MOST } })
  }
  const id = uuid({ msecs: now.getTime() })
  const secret = newSecret()
  await insertRecord(tx, 'webhook', {
    id,
    unitCode: actor.unitCode,
    path: unit.path,
    url,
    types: [...types],
    roles: [...actor.roles],
    ...(await fromNowOn(work)),
    ...kit.secrets.seal(id, [secret]),
    dueAt: now.toISOString(),
    madeAt: now.toISOString(),
    madeBy: actor.sub
  })
  work.record('webhook.made', { id, unitCode: actor.unitCode, path: unit.path }, { types: types.length })
  return { ...present(await store.find(tx, actor, id, today)), secret }
}

/** Changes, pauses or resumes a webhook. It takes on the present roles of its account. */
export function changeWebhook(work: Work, kit: Kit, id: string, wanted: WebhookChange): Promise<Webhook> {
  return takeStep(webhookSteps, work, id, 'change', async (one) => {
    check(kit, wanted)
    const { url, types, fromNow } = wanted
    const isResumed = wanted.state === 'active' && one.state === 'paused'
    const isPaused = wanted.state === 'paused' && one.state === 'active'
    if (isResumed) await mustBeAbleToResume(work, kit, one, fromNow === true)
    const now = work.now.toISOString()
    await updateRecord(work, 'webhook', id, {
      url,
      types,
      roles: work.actor.roles,
      ...(fromNow === true ? await fromNowOn(work) : {}),
      ...(isPaused ? { state: 'paused', pausedReason: 'asked', pausedAt: now } : {}),
      ...(isResumed ? { state: 'active', pausedReason: null, pausedAt: null } : {}),
      ...(isResumed || url !== undefined || fromNow === true
        ? { failures: 0, failingSince: null, dueAt: now }
        : {})
    })
    return { event: newEvent('webhook.changed', { changed: Object.keys(wanted) }) }
  })
}

/** The present end of the order of events. */
async function fromNowOn({ tx, now }: Work) {
  const { position, eventId } = await endOf(tx)
  return { position: String(position), positionEvent: eventId, startsAt: now.toISOString() }
}

async function mustBeAbleToResume(
  { tx, today, actor }: Work,
  { keepDays }: Kit,
  { position, positionEvent }: store.Locked,
  isFromNow: boolean
): Promise<void> {
  const unit = await unitPlace(tx, actor.unitCode)
  if (unit === undefined) throw refuse('webhook-unit-ended')
  mustBeInOffice(unit, today)
  if (isFromNow || (await isKeptAt(tx, { position: Number(position), eventId: positionEvent }))) return
  throw refuse('webhook-events-expired', { pointer: '/fromNow', values: { days: keepDays } })
}

/** Gives the webhook a new secret. The one before it is used for a day more. */
export async function rotateSecret(work: Work, kit: Kit, id: string): Promise<WebhookWithSecret> {
  const secret = newSecret()
  const shown = await takeStep(webhookSteps, work, id, 'rotate-secret', async (one) => {
    const before = kit.secrets.open(id, one)?.[0]
    const until = new Date(work.now.getTime() + rules.PREVIOUS_HOURS * 3_600_000)
    await updateRecord(work, 'webhook', id, {
      ...kit.secrets.seal(id, before === undefined ? [secret] : [secret, before]),
      previousUntil: before === undefined ? null : until.toISOString()
    })
    return { event: newEvent('webhook.secret-rotated', {}) }
  })
  return { ...shown, secret }
}

/** Deletes a webhook with the list of its deliveries: its account, or an administrator. */
export async function removeWebhook(work: Work, id: string): Promise<object> {
  const one = await store.lock(work.tx, work.actor, id)
  if (one === undefined) throw refuse('webhook-not-found')
  await store.remove(work.tx, id)
  work.record('webhook.removed', one)
  return {}
}

export const webhookSteps: StepKind<store.Locked, rules.StepName, store.Shown> = {
  ...rules,
  missing: () => refuse('webhook-not-found'),
  lock: ({ tx, actor }, id) => store.lock(tx, actor, id),
  read: ({ tx, actor, today }, id) => store.find(tx, actor, id, today)
}

function check({ allowed, names }: Kit, { url, types = [] }: WebhookChange): void {
  const fault = url === undefined ? undefined : faultOfUrl(url, allowed)
  if (fault !== undefined) throw refuse(fault, { pointer: '/url' })
  const unknown = types.findIndex((name) => !names.has(name))
  if (unknown >= 0) throw refuse('webhook-type-unknown', { pointer: `/types/${unknown}` })
}
