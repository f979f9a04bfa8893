import type { Db, Tx } from '../database/connect.ts'
import * as queue from './queue.ts'
import * as store from './store.ts'
import type { Trouble } from './troubles.ts'

// Evidence that seals were removed or lines held back although every remaining seal is valid.

/** A seal as it was noted outside the database. */
export interface Noted {
  number: number
  hash: string
  /** Lines up to this time are sealed. */
  through: string
}

/** Whether a noted seal still exists unchanged. */
export async function compared(db: Db | Tx, noted: Noted | undefined): Promise<Trouble | undefined> {
  if (noted === undefined) return undefined
  const seal = await store.sealNumbered(db, noted.number)
  if (seal?.hash === noted.hash) return undefined
  return { code: seal === undefined ? 'seal-missing' : 'seal-changed', seal: noted.number, lineId: null }
}

/** How long a line may wait for its seal: a thousand lines are sealed within the second. */
const LONGEST_WAIT_MS = 60_000

/** A line that has waited for its seal longer than it should, since `notBefore` at the earliest. */
export async function lateLine(
  db: Db,
  { waiting, sinceExactly }: queue.Queue,
  now: Date,
  notBefore?: Date
): Promise<Trouble | undefined> {
  const since = Math.max(Date.parse(sinceExactly ?? now.toISOString()), notBefore?.getTime() ?? 0)
  const isLate = since < now.getTime() - LONGEST_WAIT_MS
  if (waiting === 0 || !isLate) return undefined
  const [first] = await store.waitingLines(db, 1)
  return { code: 'lines-waiting', seal: null, lineId: first?.lineId ?? null }
}

/** A line that the sealer refused: it stays without a seal. */
export async function refusedLine(db: Db): Promise<Trouble | undefined> {
  const [refused] = await queue.refusals(db)
  return refused === undefined ? undefined : { code: 'sealing-refused', seal: null, lineId: refused }
}
