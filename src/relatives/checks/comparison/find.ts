import { sql } from 'kysely'
import type { Tx } from '../../../platform/work/work.ts'
import type { Compared, Totals } from '../tables.ts'
import type { Aim } from './gather.ts'
import type { Thresholds } from './judge.ts'
import { make } from './work-tables.ts'

/**
 * Writes the exceptions to `found_relative_exception`. A false filing does not turn a pair that is not filed
 * at all into one that is filed in part: only a matching filing counts. `hasTies`: without ties only
 * filings are judged.
 */
export async function find(tx: Tx, { end, isDeclarationDue }: Thresholds): Promise<void> {
  await make(tx, 'found_relative_exception')`
    with of_filing as (
      select 'false' as type, case
        when dispute is not null then dispute
        when is_there and not is_them and is_provable then 'identity-mismatch'
        when not is_there and last_month is null and has_roster and not is_archived
          then 'no-such-recipient' end as reason, filing.*
      from judged_filing as filing
      union all
      select 'stale', case
        when left_on <= ${end}::date then 'left-post'
        when not is_there and has_roster
          and (last_month + interval '1 month - 1 day')::date <= ${end}::date then 'left-programme' end,
        filing.*
      from judged_filing as filing
      union all
      select 'late', '', filing.* from judged_filing as filing where is_late
      union all
      select 'unregistered', '', filing.* from judged_filing as filing where entries < 3
    )
    select case when pair.filer_hash in (
        select other.filer_hash from judged_pair as other where other.is_matched)
        then 'short' else 'unfiled' end collate "C" as type,
      null::text collate "C" as reason, unit_code, filer_id, null::uuid as filing_id, recipient_no,
      village_code, relation
    from judged_pair as pair where is_owed and not is_matched
    union all
    select type, nullif(reason, ''), unit_code, filer_id, id, recipient_no, village_code, relation
    from of_filing where reason is not null
    union all
    select 'undeclared', null, unit_code, id, null, null, null, null
    from checked_post where ${isDeclarationDue} and is_first and not has_declared
    union all
    select 'no-filing-unit', null, unit_code, null, null, null, null, null
    from checked_post
    where ${isDeclarationDue} and unit_code not in (select filing.unit_code from judged_filing as filing)
    group by unit_code having not bool_or(has_declared)`
}

/** What was compared, and the numbers of the result. */
export async function count(tx: Tx, aim: Aim): Promise<Totals & Compared & Known> {
  const { rows } = await sql<Totals & Compared & Known>`
    select roster.*, post.*, filing.*, pair.*,
      (select count(distinct identity_hash)::int from filer where unit_code = ${aim.unitCode}
        and ${aim.unitCode} = ${aim.targetCode}
        and since <= ${aim.asOf}::date and until > ${aim.asOf}::date) as "ownStaff",
      (select count(*)::int from checked_tie) as ties,
      exists (select from relative_tie_file as file
        where file.path = ${aim.path} or file.path like ${aim.path} || '.%')
        or 'self' = any(${aim.relations}::text[]) as "hasTies"
    from (
      select count(*)::int as rosters, count(*) filter (where has_members)::int as members from checked_roster
    ) as roster, (
      select count(*)::int as filers, count(*) filter (where has_declared)::int as declarations
      from checked_post where is_first
    ) as post, (
      select count(*)::int as filings, count(*) filter (where not is_them and dispute is null and (
        is_there and not is_provable or not is_there and (
          not has_roster or last_month is null and is_archived)))::int as unproven
      from judged_filing
    ) as filing, (
      select count(*) filter (where is_owed)::int as "owedPairs",
        count(*) filter (where is_owed and is_matched)::int as matched,
        count(*) filter (where not is_owed)::int as running,
        (select count(*)::int from (
          select distinct place.* from judged_pair as owed, unnest(unit_codes, recipients) as place
          where is_owed) as recipient) as "owedRecipients"
      from judged_pair
    ) as pair`.execute(tx)
  return rows[0] as Totals & Compared & Known
}

interface Known {
  hasTies: boolean
}
