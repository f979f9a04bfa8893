import { Counter, type Registry } from 'prom-client'
import { placeNew } from '../../platform/feed/index.ts'
import { localDate } from '../../platform/values/days.ts'
import { type Repeated, repeatByClock } from '../../platform/work/repeat.ts'
import type { Sending, SendingParts } from './attempt.ts'
import { sendInOrder } from './in-order.ts'
import { sendSingly } from './singly.ts'
import * as store from './store.ts'

/** Webhooks for which one instance sends at the same time, and deliveries apart from the order. */
const MOST = 50

/**
 * Sends for webhooks whose turn it is. A round begins the sending and does not wait for receivers, so that a
 * slow one delays no other.
 */
export class Sender {
  readonly #sending: Sending
  readonly #onError: (error: unknown) => void
  readonly #inOrder = new Set<Promise<void>>()
  readonly #singly = new Set<Promise<void>>()
  #isEnding = false

  constructor(sending: Sending, onError: (error: unknown) => void) {
    this.#sending = sending
    this.#onError = onError
  }

  async round(): Promise<void> {
    if (this.#isEnding) return
    const { db, clock } = this.#sending.context
    const now = clock()
    const singles = await store.claimSingles(db, now, localDate(now), MOST - this.#singly.size)
    for (const one of singles) this.#run(this.#singly, sendSingly(this.#sending, one))
    if (!(await store.isAnyActive(db))) return
    await placeNew(db)
    const due = await store.claimDue(db, now, MOST - this.#inOrder.size)
    for (const one of due)
      this.#run(
        this.#inOrder,
        sendInOrder(this.#sending, one, () => this.#isEnding)
      )
  }

  /** Waits for everything that is being sent now. */
  async settled(): Promise<void> {
    await Promise.all([...this.#inOrder, ...this.#singly])
  }

  /** Begins nothing more, and waits for the attempts that are under way. */
  async end(): Promise<void> {
    this.#isEnding = true
    await this.settled()
  }

  #run(among: Set<Promise<void>>, sent: Promise<void>): void {
    const one = sent.catch(this.#onError).finally(() => among.delete(one))
    among.add(one)
  }
}

/** Looks once a second for webhooks whose turn it is, until stopped. */
export function keepSending(
  { registry, ...parts }: SendingParts & { registry: Registry },
  onError: (error: unknown) => void
): Repeated {
  const attempts = new Counter({
    name: 'webhook_attempts_total',
    help: 'Attempts to deliver an event to a webhook',
    labelNames: ['outcome'],
    registers: [registry]
  })
  const sender = new Sender(
    {
      ...parts,
      network: { allowed: parts.allowed },
      chance: Math.random,
      count: (isDelivered) => attempts.inc({ outcome: isDelivered ? 'delivered' : 'failed' })
    },
    onError
  )
  const repeated = repeatByClock(parts.context, 1, () => sender.round(), onError)
  return {
    ...repeated,
    async stop() {
      const ended = sender.end()
      await repeated.stop()
      await ended
      await sender.settled()
    }
  }
}
