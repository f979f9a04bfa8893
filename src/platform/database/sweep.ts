import { type RawBuilder, sql } from 'kysely'
import type { Db, Tables } from './connect.ts'

/** So many rows go in one transaction: few enough that nobody waits for it. */
const BATCH = 1000

/** Deletes rows a batch at a time, each in a transaction of its own. Gives how many. */
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
