import { subtree } from '../../platform/access/scope.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import { type Asked, type CloudEvent, readerOf, type Showing } from '../../platform/feed/index.ts'
import type { AppContext } from '../../platform/work/work.ts'
import type { Attempt } from '../tables.ts'
import type { Allowed } from './addresses.ts'
import { messageOf } from './message.ts'
import type { Secrets } from './secrets.ts'
import { type Network, send } from './send.ts'
import type { Receiver } from './store.ts'

/** What sending needs. */
export interface Sending {
  context: AppContext
  showing: Showing
  secrets: Secrets
  network: Network
  /** A number from 0 to 1, for the length of pauses. */
  chance: () => number
  /** Called after each attempt. */
  count: (isDelivered: boolean) => void
}

export type SendingParts = Pick<Sending, 'context' | 'showing' | 'secrets'> & { allowed: Allowed }

/** What the account of a webhook may see: the same as in the feed. */
export async function askedBy({ context, showing }: Sending, one: Receiver): Promise<Omit<Asked, 'limit'>> {
  const account: Actor = { sub: one.madeBy, name: one.madeBy, unitCode: one.unitCode, roles: one.roles }
  const types = one.types.length === 0 ? undefined : one.types.filter((name) => showing.kinds.has(name))
  const own = await subtree(context.db, account, 'event')
  return { actor: readerOf(account), types, own, asked: undefined }
}

/** As other instants are shown. */
function inShanghai(moment: Date): string {
  return `${new Date(moment.getTime() + 8 * 3_600_000).toISOString().slice(0, 19)}+08:00`
}

/**
 * One attempt, without a connection of the database. Undefined where the secret cannot be opened here: an
 * instance with its key will send.
 */
export async function attemptTo(
  { context, secrets, network, count }: Sending,
  one: Receiver,
  event: CloudEvent
): Promise<Attempt | undefined> {
  const known = secrets.open(one.id, one)
  if (known === undefined) return undefined
  const now = context.clock()
  const began = performance.now()
  const used = one.isPreviousUsed ? known : known.slice(0, 1)
  const result = await send(network, messageOf(one.url, used, event, now))
  count(result.error === null)
  return { at: inShanghai(now), durationMs: Math.round(performance.now() - began), ...result }
}
