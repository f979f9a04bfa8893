import { type RawBuilder, sql } from 'kysely'
import type { Db, Tables } from './connect.ts'

/** Rows deleted in one transaction: few, so that nobody waits for it. */
const BATCH = 1000

/** Deletes rows in batches, each in its own transaction. Returns how many were deleted. */
export async function sweepRows(db: Db, table: keyof Tables, isOld: RawBuilder<boolean>): Promise<number> {
  let swept = 0
  for (;;) {
    const { numAffectedRows = 0n } = await sql`
      delete from ${sql.table(table)} where ctid = any(array(
        select ctid from ${sql.table(table)} where ${isOld} limit ${BATCH} for update skip locked))`.execute(
      db
    )
    swept += Number(numAffectedRows)
    if (numAffectedRows < BATCH) return swept
  }
}
