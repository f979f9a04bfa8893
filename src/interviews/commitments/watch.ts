import { service } from '../../platform/auth/actor.ts'
import { repeat } from '../../platform/repeat.ts'
import { type Work, type Workshop, work } from '../../platform/work.ts'
import * as store from './store.ts'

const BATCH = 1000
const MINUTE = 60

/**
 * Tells once of each commitment that is missed. In small transactions, so that several instances may look at
 * once. Gives how many there were.
 */
export async function watchCommitments(shop: Workshop): Promise<number> {
  for (let total = 0; ; ) {
    const told = await work(shop, { actor: service }, tellMissed)
    total += told
    if (told < BATCH) return total
  }
}

/** Looks about once a minute until stopped. */
export function keepWatchingCommitments(shop: Workshop, onError: (error: unknown) => void) {
  return repeat(MINUTE, () => watchCommitments(shop), onError)
}

async function tellMissed({ tx, now, today, record }: Work): Promise<number> {
  const missed = await store.tellMissed(tx, now, today, BATCH)
  for (const { id, unitCode, path, ...details } of missed) {
    record('interview.commitment-missed', { id, unitCode, path }, details)
  }
  return missed.length
}
