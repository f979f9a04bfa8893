import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../platform/work/work.ts'

/** A household on rosters: its number within a programme, and the line of its village. */
export interface Household {
  programmeId: string
  recipientNo: string
  targetPath: string
}

/**
 * The lines of a household on the current rosters of the units that pay for its village: `period`,
 * `identity_hash`. Months whose lines were taken out of the database have none.
 */
export function standingRosters(
  household: Record<keyof Household, RawBuilder<unknown> | string>
): RawBuilder<unknown> {
  const { programmeId, recipientNo, targetPath } = household
  return sql`
    select batch.period, line.identity_hash
    from disbursement as batch
    join roster_line as line on line.period = batch.period and line.upload_id = batch.roster_upload_id
      and line.recipient_no = ${recipientNo}
    where batch.programme_id = ${programmeId}
      and batch.unit_code = any(string_to_array(${targetPath}, '.'))`
}

/** The first month in which a household is on a roster: its first day; null where it is on none. */
export async function firstMonth(tx: Tx, { programmeId, ...household }: Household): Promise<string | null> {
  const listed = standingRosters({ ...household, programmeId: sql`${programmeId}::uuid` })
  const { rows } = await sql<{ first: string | null }>`
    select min(period)::text as first from (${listed}) as roster`.execute(tx)
  return rows[0]?.first ?? null
}
