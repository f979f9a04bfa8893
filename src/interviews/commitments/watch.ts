import { service } from '../../platform/auth/actor.ts'
import { repeatByClock } from '../../platform/work/repeat.ts'
import { type AppContext, type Work, work } from '../../platform/work/work.ts'
import * as store from './store.ts'

const BATCH = 1000
const MINUTE = 60

/**
 * Records each missed commitment once, and returns how many there were. It works in small transactions, so
 * that several instances may run it at the same time.
 */
export async function watchCommitments(context: AppContext, alive = () => {}): Promise<number> {
  while ((await work(context, { actor: service }, clearMistakes)) === BATCH) alive()
  for (let total = 0; ; ) {
    const marked = await work(context, { actor: service }, recordMissed)
    total += marked
    alive()
    if (marked < BATCH) return total
  }
}

/** Runs the watch about once a minute until stopped. */
export function keepWatchingCommitments(context: AppContext, onError: (error: unknown) => void) {
  return repeatByClock(context, MINUTE, (alive) => watchCommitments(context, alive), onError)
}

/** A clock that was wrong marked these commitments too early; they can still be fulfilled in time. */
async function clearMistakes({ tx, today, record }: Work): Promise<number> {
  const cleared = await store.clearMistakes(tx, today, BATCH)
  for (const { id, unitCode, path, ...details } of cleared) {
    record('interview.commitment-mark-cleared', { id, unitCode, path }, details)
  }
  return cleared.length
}

async function recordMissed({ tx, now, today, record }: Work): Promise<number> {
  const missed = await store.markMissed(tx, now, today, BATCH)
  for (const { id, unitCode, path, ...details } of missed) {
    record('interview.commitment-missed', { id, unitCode, path }, details)
  }
  return missed.length
}
