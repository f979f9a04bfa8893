import { service } from '../../platform/auth/actor.ts'
import { repeatByClock } from '../../platform/work/repeat.ts'
import { type AppContext, type Work, work } from '../../platform/work/work.ts'
import * as store from './store.ts'

const BATCH = 1000
const MINUTE = 60

/**
 * Tells once of each commitment that is missed. In small transactions, so that several instances may look at
 * once. Gives how many there were.
 */
export async function watchCommitments(context: AppContext, alive = () => {}): Promise<number> {
  while ((await work(context, { actor: service }, clearMistakes)) === BATCH) alive()
  for (let total = 0; ; ) {
    const told = await work(context, { actor: service }, tellMissed)
    total += told
    alive()
    if (told < BATCH) return total
  }
}

/** Looks about once a minute until stopped. */
export function keepWatchingCommitments(context: AppContext, onError: (error: unknown) => void) {
  return repeatByClock(context, MINUTE, (alive) => watchCommitments(context, alive), onError)
}

/** A wrong clock had marked them: they can still be fulfilled in time. */
async function clearMistakes({ tx, today, record }: Work): Promise<number> {
  const cleared = await store.clearMistakes(tx, today, BATCH)
  for (const { id, unitCode, path, ...details } of cleared) {
    record('interview.commitment-mark-cleared', { id, unitCode, path }, details)
  }
  return cleared.length
}

async function tellMissed({ tx, now, today, record }: Work): Promise<number> {
  const missed = await store.tellMissed(tx, now, today, BATCH)
  for (const { id, unitCode, path, ...details } of missed) {
    record('interview.commitment-missed', { id, unitCode, path }, details)
  }
  return missed.length
}
