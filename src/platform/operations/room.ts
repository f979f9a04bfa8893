import type { Actor } from '../auth/actor.ts'
import { refuse } from '../errors/wordings.ts'
import { oneAtATime, type Tx } from '../work/work.ts'
import * as store from './store.ts'

/** Operations of one unit that may wait or run at a time. */
const MOST_OPEN = 20
const RETRY_SECONDS = 10

/** Who is refused takes no lock: a crowd of requests does not stand in line, with a connection each. */
export async function mustHaveRoom(tx: Tx, { unitCode }: Actor): Promise<void> {
  const isFull = async () => (await store.countOpen(tx, unitCode)) >= MOST_OPEN
  const busy = () => refuse('queue-full', { retryAfterSeconds: RETRY_SECONDS, values: { most: MOST_OPEN } })
  if (await isFull()) throw busy()
  await oneAtATime(tx, `operations of ${unitCode}`)
  if (await isFull()) throw busy()
}
