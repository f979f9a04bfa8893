import { sql } from 'kysely'
import type { Db } from '../../platform/database/connect.ts'
import { columnsOf } from '../../platform/database/records.ts'
import type { Tx } from '../../platform/work/work.ts'
import '../tables.ts'

/** The computed values of evaluated units, the latest first. */
export function computedOf(db: Db | Tx, targetIds: readonly string[]) {
  return db
    .selectFrom('evaluation_computed')
    .select(columnsOf('evaluation_computed', ['targetId', 'itemCode', 'n', 'numerator', 'denominator']))
    .select(columnsOf('evaluation_computed', ['asOf', 'computedAt', 'contentHash']))
    .where('target_id', '=', sql<string>`any(${[...targetIds]}::uuid[])`)
    .orderBy('n', 'desc')
    .execute()
}

export type Computed = Awaited<ReturnType<typeof computedOf>>[number]
