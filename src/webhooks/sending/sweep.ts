import { sql } from 'kysely'
import type { Db } from '../../platform/database/connect.ts'
import { sweepDeliveries } from '../deliveries/store.ts'
import type { Sealed, Secrets } from './secrets.ts'

/**
 * Deletes deliveries made before an instant, and seals secrets again that are still sealed under the key
 * before the present one.
 */
export async function sweepWebhooks(db: Db, secrets: Secrets, before: Date): Promise<void> {
  await sweepDeliveries(db, before)
  await db.transaction().execute(async (tx) => {
    const { rows } = await sql<Sealed & { id: string }>`
      select id, key_id as "keyId", sealed from webhook where key_id <> ${secrets.keyId} for update`.execute(
      tx
    )
    for (const { id, ...old } of rows) {
      const opened = secrets.open(id, old)
      if (opened === undefined) continue
      const { keyId, sealed } = secrets.seal(id, opened)
      await sql`update webhook set key_id = ${keyId}, sealed = ${sealed} where id = ${id}`.execute(tx)
    }
  })
}
