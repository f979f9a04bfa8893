import { sql } from 'kysely'
import type { Db } from '../../platform/database/connect.ts'
import type { Keyring } from './keyring.ts'
import * as rows from './store.ts'

const BATCH = 500

/**
 * Wraps the key of every object under the present attachment key if another one wraps it. The objects stay as
 * they are. It works while the service runs, and can be interrupted and repeated.
 *
 * @throws Error if a key was wrapped under one that is not given
 */
export async function rewrapAttachments(
  db: Db,
  keyring: Keyring,
  tell: (done: number) => void
): Promise<{ done: number; left: number }> {
  let done = 0
  for (let after: string | undefined; ; ) {
    const list = await db.transaction().execute(async (tx) => {
      const found = await rows.lockOutdated(tx, keyring.keyId, after, BATCH)
      for (const one of found) {
        const key = keyring.unwrap(one.id, one)
        if (key === undefined) {
          throw new Error(
            `The key of object ${one.id} was wrapped under key ${one.keyId}, which is not given.`
          )
        }
        await rows.replaceKey(tx, one.id, keyring.wrap(one.id, key))
      }
      return found
    })
    if (list.length === 0) break
    after = list.at(-1)?.id
    done += list.length
    tell(done)
  }
  // The old versions of the rows remain readable on disk until they are vacuumed.
  if (done > 0) await sql`vacuum attachment_object`.execute(db)
  return { done, left: await rows.countOfOtherKeys(db, [keyring.keyId]) }
}
