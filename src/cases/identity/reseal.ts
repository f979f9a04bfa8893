import { sql } from 'kysely'
import type { Db } from '../../platform/database/connect.ts'
import * as store from './store.ts'
import type { Vault } from './vault.ts'

const BATCH = 500

/**
 * Seals every identity under the current key that another one sealed. Works while the service runs, and
 * again where it was broken off: each batch is a transaction of its own. Gives how many it sealed, and how
 * many are left: those that another run has at hand, or that an instance with the old key alone took in.
 *
 * @throws Error where an identity was sealed under a key that is not given
 */
export async function resealIdentities(
  db: Db,
  vault: Vault,
  tell: (done: number, total: number) => void
): Promise<{ done: number; left: number }> {
  const total = await store.countOthers(db, [vault.keyId])
  let done = 0
  for (;;) {
    const count = await db.transaction().execute(async (tx) => {
      const list = await store.lockOthers(tx, vault.keyId, BATCH)
      const fresh = list.map(({ caseId, ...sealed }) => {
        const identity = vault.open(caseId, sealed)
        if (identity !== undefined) return { caseId, ...vault.seal(caseId, identity) }
        throw new Error(
          `The identity of case ${caseId} was sealed under key ${sealed.keyId}, which is not given.`
        )
      })
      if (fresh.length > 0) await store.replace(tx, fresh)
      return fresh.length
    })
    if (count === 0) break
    done += count
    tell(done, Math.max(done, total))
  }
  // What was sealed before lies in dead rows until they are swept away.
  if (done > 0) await sql`vacuum case_reporter`.execute(db)
  return { done, left: await store.countOthers(db, [vault.keyId]) }
}
