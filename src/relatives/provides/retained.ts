import { sql } from 'kysely'
import type { DueRecord, RetainedKinds } from '../../platform/work/retained.ts'
import type { Work } from '../../platform/work/work.ts'
import '../tables.ts'

/** People who left their last post, with the units that know family ties of theirs; one of these units. */
const withTies = sql`
  select distinct on (filer.id) filer.id, file.unit_code, file.path, filer.until as ended_on
  from filer
  join relative_tie as tie on tie.filer_hash = filer.identity_hash
  join relative_tie_file as file on file.unit_code = tie.unit_code
  where filer.until < 'infinity' and not exists (
    select from filer as other
    where other.identity_hash = filer.identity_hash and (other.until, other.id) > (filer.until, filer.id))
  order by filer.id, file.path`

export const retained: RetainedKinds = {
  'household-members': {
    subject: 'disbursement',
    ended: sql`
      select batch.id, batch.unit_code, batch.path,
        (batch.period + interval '1 month - 1 day')::date as ended_on
      from household_file join disbursement as batch on batch.id = household_file.disbursement_id`,
    erase: eraseMembers
  },
  'relative-ties': { subject: 'ties-of-filer', ended: withTies, erase: eraseTies },
  // Only listed: people appraise what was filed.
  'relative-filing': {
    subject: 'relative-filing',
    ended: sql`select id, unit_code, path, ended_on from relative_filing where ended_on is not null`
  }
}

/** With the members goes the note of their file: a check then says that it has none. */
async function eraseMembers(
  { tx, record }: Work,
  due: readonly DueRecord[],
  clauseId: string
): Promise<string[]> {
  const { rows } = await sql<{ id: string; unitCode: string; path: string; members: number }>`
    with gone as (
      delete from household_file where disbursement_id = any(${idsOf(due)}::uuid[]) returning disbursement_id
    ), member as (
      delete from household_member using gone
      where household_member.disbursement_id = gone.disbursement_id
      returning household_member.disbursement_id
    )
    select batch.id, batch.unit_code as "unitCode", batch.path, (
      select count(*)::int from member where member.disbursement_id = batch.id) as members
    from gone join disbursement as batch on batch.id = gone.disbursement_id`.execute(tx)
  for (const { members, ...batch } of rows) {
    record('disbursement.members-erased', batch, { members, clauseId })
  }
  return idsOf(due)
}

/** The ties of a person in the files of all units; each of these units has a line in its audit trail. */
async function eraseTies(
  { tx, record }: Work,
  due: readonly DueRecord[],
  clauseId: string
): Promise<string[]> {
  const { rows } = await sql<{ code: string; path: string; ties: number }>`
    with person as (
      select distinct identity_hash from filer where id = any(${idsOf(due)}::uuid[])
    ), gone as (
      delete from relative_tie using person where filer_hash = person.identity_hash
      returning relative_tie.unit_code
    )
    select file.unit_code as code, file.path, count(*)::int as ties
    from gone join relative_tie_file as file on file.unit_code = gone.unit_code
    group by file.unit_code, file.path`.execute(tx)
  for (const { ties, ...unit } of rows) record('relative-tie.erased', unit, { ties, clauseId })
  return idsOf(due)
}

function idsOf(due: readonly DueRecord[]): string[] {
  return due.map(({ id }) => id)
}
