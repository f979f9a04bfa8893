import { sql } from 'kysely'
import type { Db } from '../../platform/database/connect.ts'
import type { Tx, Work } from '../../platform/work/work.ts'
import type { LineFault } from '../uploads/line.ts'
import type { HouseholdMembers } from './schema.ts'
import '../tables.ts'

/** The members of the households of a disbursement, in numbers. */
export async function countsOf(db: Db | Tx, id: string): Promise<HouseholdMembers> {
  const { rows } = await sql<HouseholdMembers>`
    select disbursement.id as "disbursementId", file.roster_upload_id as "rosterUploadId",
      coalesce(file.number, 0) as number, coalesce(file.lines, 0) as members,
      (select count(distinct recipient_no)::int from household_member
        where disbursement_id = disbursement.id) as households,
      coalesce(file.roster_upload_id = disbursement.roster_upload_id, false) as "isCurrent",
      file.file_hash as "fileHash", file.uploaded_at as "uploadedAt", file.uploaded_by as "uploadedBy"
    from disbursement left join household_file as file on file.disbursement_id = disbursement.id
    where disbursement.id = ${id}::uuid`.execute(db)
  return rows[0] as HouseholdMembers
}

interface Roster {
  period: string
  rosterUploadId: string
}

interface Found extends LineFault {
  /** Number of lines with a fault. */
  lines: number
}

/** Lines with a household that is not on the roster, or with a person whom an earlier line has. */
export async function faultsIn(tx: Tx, { period, rosterUploadId }: Roster): Promise<Found[]> {
  const { rows } = await sql<Found>`
    with fault (line, "column", why) as (
      select line, 'recipientNo', 'members-on-no-roster' from member_upload
      where recipient_no not in (
        select recipient_no from roster_line
        where period = ${period}::date and upload_id = ${rosterUploadId}::uuid)
      union all
      select line, 'idNumber', 'member-twice' from (
        select line, row_number() over (partition by recipient_no, identity_hash order by line) as turn
        from member_upload) as ranked
      where turn > 1
    )
    select line, "column", why, (select count(distinct line)::int from fault) as lines
    from fault order by line, "column" limit 100`.execute(tx)
  return rows
}

/** Puts the members of the file in place of those before. */
export async function replace(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom('household_member').where('disbursement_id', '=', id).execute()
  await sql`
    insert into household_member (disbursement_id, recipient_no, identity_hash)
    select ${id}::uuid, recipient_no, identity_hash from member_upload order by recipient_no`.execute(tx)
}

export async function putFile(
  { tx, now, actor }: Work,
  id: string,
  { lines, fileHash, rosterUploadId }: { lines: number; fileHash: string; rosterUploadId: string }
): Promise<void> {
  const content = {
    roster_upload_id: rosterUploadId,
    lines,
    file_hash: fileHash,
    uploaded_at: now.toISOString(),
    uploaded_by: actor.sub
  }
  await tx
    .insertInto('household_file')
    .values({ disbursement_id: id, number: 1, ...content })
    .onConflict((at) =>
      at.column('disbursement_id').doUpdateSet({ ...content, number: sql<number>`household_file.number + 1` })
    )
    .execute()
}
