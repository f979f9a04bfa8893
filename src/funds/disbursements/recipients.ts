import { sql } from 'kysely'
import { inSubtree, type Subtree } from '../../platform/access/scope.ts'
import type { Tx } from '../../platform/work/work.ts'
import '../tables.ts'

/**
 * The recipients on the rosters that stand within a unit for a month: number and village, no more. None
 * where no roster stands, or where its lines are kept no longer.
 */
export async function recipientsWithin(
  tx: Tx,
  { tree, programmeId, period }: { tree: Subtree; programmeId: string; period: string }
): Promise<{ recipientNo: string; villageCode: string }[]> {
  const { rows } = await sql<{ recipientNo: string; villageCode: string }>`
    select distinct line.recipient_no as "recipientNo", line.village_code as "villageCode"
    from disbursement as batch
    join roster_line as line on line.upload_id = batch.roster_upload_id and line.period = batch.period
    where ${inSubtree(tree, { table: 'batch', unit: 'unit_code' })}
      and batch.programme_id = ${programmeId}::uuid
      and batch.period = ${`${period}-01`}::date and line.period = ${`${period}-01`}::date`.execute(tx)
  return rows
}
