import { sql } from 'kysely'
import type { Db } from '../../platform/database/connect.ts'
import * as store from './store.ts'
import { SealBroken, type Vault } from './vault.ts'

const BATCH = 500

export interface Resealed {
  done: number
  /**
   * Still under another key: locked by another run, or received meanwhile by an instance with the old key.
   */
  left: number
  /** Cases whose stored identity was changed in the database. They are left unchanged. */
  broken: string[]
}

/**
 * Wraps the key of every case under the present identity key if another one wraps it. An identity stored
 * before cases had keys of their own gets one. It works while the service runs, and can be interrupted and
 * repeated, because each batch is a transaction of its own.
 *
 * @throws Error if an identity was sealed under a key that is not given
 */
export async function resealIdentities(
  db: Db,
  vault: Vault,
  tell: (done: number, total: number) => void
): Promise<Resealed> {
  const total = await store.countOutdated(db, vault.keyId)
  const broken: string[] = []
  let done = 0
  for (let after: string | undefined; ; ) {
    const batch = await db.transaction().execute(async (tx) => {
      const list = await store.lockOutdated(tx, vault.keyId, after, BATCH)
      const fresh = list.flatMap((one) => rewrapped(vault, one, broken))
      if (fresh.length > 0) await store.replace(tx, fresh)
      return { last: list.at(-1)?.caseId, count: fresh.length }
    })
    if (batch.last === undefined) break
    after = batch.last
    done += batch.count
    if (batch.count > 0) tell(done, Math.max(done, total))
  }
  // The old versions of the rows remain readable on disk until they are vacuumed.
  if (done > 0) await sql`vacuum case_reporter`.execute(db)
  return { done, left: (await store.countOutdated(db, vault.keyId)) - broken.length, broken }
}

type Row = Awaited<ReturnType<typeof store.lockOutdated>>[number]

/** A changed row is skipped, so that it does not keep the others under a key that is to be destroyed. */
function rewrapped(vault: Vault, { caseId, ...sealed }: Row, broken: string[]): Row[] {
  try {
    const fresh = vault.rewrap(caseId, sealed)
    if (fresh !== undefined) return [{ caseId, ...fresh }]
  } catch (error) {
    if (!(error instanceof SealBroken)) throw error
    broken.push(caseId)
    return []
  }
  throw new Error(`The identity of case ${caseId} was sealed under key ${sealed.keyId}, which is not given.`)
}
