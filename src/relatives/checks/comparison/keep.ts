import { sql } from 'kysely'
import type { Work } from '../../../platform/work/work.ts'
import type { CheckState, Missing } from '../labels.ts'
import type { Compared, Totals } from '../tables.ts'
import type { Aim } from './gather.ts'

export interface Result {
  id: string
  aim: Aim
  state: CheckState
  compared: Compared
  totals: Totals
  missing: readonly Missing[]
}

/**
 * Records a check for good, with the exceptions in `found_relative_exception`, in the order of their content.
 * The hash covers the compared data and the result, not the time or the person.
 */
export async function keep(work: Work, { id, aim, state, compared, totals, missing }: Result): Promise<void> {
  const { tx, actor, now } = work
  const { targetCode, unitCode, path, programmeId, period, asOf, relations } = aim
  const asked = [targetCode, unitCode, programmeId, period, asOf, relations, compared, totals, missing]
  await sql`
    with digest as (${digests}), result as (
      select coalesce(jsonb_object_agg(type, number), '{}') as exceptions from (
        select type, count(*)::int as number from found_relative_exception group by type) as counted
    )
    insert into relative_check (id, unit_code, path, target_code, programme_id, period, as_of, state, made_at,
      made_by, relations, compared, totals, exceptions, missing, content_hash)
    select ${id}::uuid, ${unitCode}, ${path}, ${targetCode}, ${programmeId}::uuid, ${period}::date,
      ${asOf}::date, ${state}, ${now.toISOString()}::timestamptz, ${actor.sub}, ${[...relations]}::text[],
      ${JSON.stringify(compared)}::jsonb, ${JSON.stringify(totals)}::jsonb, exceptions,
      ${[...missing]}::text[], encode(sha256(convert_to(json_build_array(
        ${JSON.stringify(asked)}::text, files, ties, filings, exceptions, lines)::text, 'UTF8')), 'hex')
    from result, digest`.execute(tx)
  await sql`
    insert into relative_exception (check_id, position, type, reason, unit_code, filer_id, filing_id,
      recipient_no, village_code, relation)
    select ${id}::uuid, row_number() over (
        order by type, unit_code, filer_id, filing_id, recipient_no, relation, reason),
      type, reason, unit_code, filer_id, filing_id, recipient_no, village_code, relation
    from found_relative_exception`.execute(tx)
  await sql`
    insert into relative_check_roster (check_id, roster_upload_id)
    select ${id}::uuid, roster_upload_id from checked_roster`.execute(tx)
}

/** SHA-256 of each list that was compared, and of the exceptions. */
const digests = sql`
  select
    (select sha256(string_agg(convert_to(json_build_array(type, reason, unit_code, filer_id, filing_id,
        recipient_no, village_code, relation)::text, 'UTF8'), '\n'
        order by type, unit_code, filer_id, filing_id, recipient_no, relation, reason))
      from found_relative_exception) as lines,
    (select sha256(string_agg(
        convert_to(fund_upload.file_hash || coalesce(household_file.file_hash, ''), 'UTF8'), ' '
        order by fund_upload.file_hash))
      from checked_roster join fund_upload on fund_upload.id = checked_roster.roster_upload_id
      left join household_file on household_file.disbursement_id = checked_roster.id) as files,
    (select sha256(string_agg(filer_hash || relative_hash || convert_to(relation, 'UTF8'), ' '
        order by filer_hash, relative_hash)) from checked_tie) as ties,
    (select sha256(string_agg(convert_to(id::text || version, 'UTF8'), ' ' order by id))
      from judged_filing) as filings`
