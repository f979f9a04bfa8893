import type { Actor } from '../auth/actor.ts'
import { refuse } from '../errors/wordings.ts'
import { oneAtATime, type Tx } from '../work/work.ts'
import * as store from './store.ts'

/** How many operations of one unit may wait or run at the same time. */
const MOST_OPEN = 20
const RETRY_SECONDS = 10

/** A refused request takes no lock, so many of them do not queue up with a connection each. */
export async function mustHaveRoom(tx: Tx, { unitCode }: Actor): Promise<void> {
  const isFull = async () => (await store.countOpen(tx, unitCode)) >= MOST_OPEN
  const busy = () => refuse('queue-full', { retryAfterSeconds: RETRY_SECONDS, values: { most: MOST_OPEN } })
  if (await isFull()) throw busy()
  await oneAtATime(tx, `operations of ${unitCode}`)
  if (await isFull()) throw busy()
}
