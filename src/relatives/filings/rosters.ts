import { sql } from 'kysely'
import type { Tx } from '../../platform/work/work.ts'

/** A household on rosters: its number within a programme, and the line of its village. */
export interface Household {
  programmeId: string
  recipientNo: string
  targetPath: string
}

/** The first days of the months of rosters that a household is on; null where it is on none. */
export interface Months {
  first: string | null
}

/**
 * The first month in which a household is on a current roster of the units that pay for its village. Months
 * whose lines were taken out of the database do not count.
 */
export async function firstMonth(tx: Tx, household: Household): Promise<string | null> {
  const { programmeId, recipientNo, targetPath } = household
  const { rows } = await sql<Months>`
    select min(batch.period)::text as first
    from disbursement as batch
    join roster_line as line on line.period = batch.period and line.upload_id = batch.roster_upload_id
      and line.recipient_no = ${recipientNo}
    where batch.programme_id = ${programmeId}::uuid
      and batch.unit_code = any(string_to_array(${targetPath}, '.'))`.execute(tx)
  return rows[0]?.first ?? null
}
