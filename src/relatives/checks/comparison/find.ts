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
export async function find(
  tx: Tx,
  { asOf }: Aim,
  { end, isDeclarationDue, year }: Thresholds
): Promise<void> {
  await make(tx, 'found_relative_exception')`
    with left_post as (
      select filing.id, max(filer.until) as until
      from judged_filing as filing join filer on filer.identity_hash = filing.filer_hash
      group by filing.id having bool_and(filer.until <= ${asOf}::date)
    ), declared as (
      select distinct filer.identity_hash from filer_declaration
      join filer on filer.id = filer_declaration.filer_id where year = ${year}
    ), registered as (
      select filing_id, count(*) as entries from relative_registration
      where filing_id in (select id from judged_filing) and on_day <= ${asOf}::date
      group by filing_id
    ), of_filing as (
      select filing.*, exception.type, exception.reason
      from judged_filing as filing left join left_post on left_post.id = filing.id
      left join registered on registered.filing_id = filing.id
      cross join lateral (values
        ('false', case
          when dispute is not null then dispute
          when is_there and not is_them and is_provable then 'identity-mismatch'
          when not is_there and last_month is null and has_roster and not is_archived
            then 'no-such-recipient' end),
        ('stale', case
          when left_post.until <= ${end}::date then 'left-post'
          when not is_there and has_roster
            and (last_month + interval '1 month - 1 day')::date <= ${end}::date then 'left-programme' end),
        ('late', case when is_late then '' end),
        ('unregistered', case when coalesce(registered.entries, 0) < 3 then '' end)
      ) as exception (type, reason)
      where exception.reason is not null
    )
    select case when exists (
        select from judged_pair as other where other.filer_hash = pair.filer_hash and other.is_matched)
        then 'short' else 'unfiled' end collate "C" as type,
      null::text collate "C" as reason, unit_code, filer_id, null::uuid as filing_id, recipient_no,
      village_code, relation
    from judged_pair as pair where is_owed and not is_matched
    union all
    select type, nullif(reason, ''), unit_code, filer_id, id, recipient_no, village_code, relation
    from of_filing
    union all
    select 'undeclared', null, unit_code, id, null, null, null, null
    from checked_person as person
    where ${isDeclarationDue} and not exists (
      select from declared where declared.identity_hash = person.identity_hash)
    union all
    select 'no-filing-unit', null, unit_code, null, null, null, null, null
    from checked_post as post
    where ${isDeclarationDue}
    group by unit_code
    having not bool_or(exists (select from declared where declared.identity_hash = post.identity_hash))
      and not exists (select from checked_filing as filing where filing.unit_code = post.unit_code)`
}

/** What was compared, and the numbers of the result. */
export async function count(tx: Tx, aim: Aim, { year }: Thresholds): Promise<Totals & Compared & Known> {
  const { rows } = await sql<Totals & Compared & Known>`
    select roster.*, pair.*,
      (select count(*)::int from checked_person) as filers,
      (select count(distinct identity_hash)::int from filer where unit_code = ${aim.unitCode}
        and ${aim.unitCode} = ${aim.targetCode}
        and since <= ${aim.asOf}::date and until > ${aim.asOf}::date) as "ownStaff",
      (select count(*)::int from checked_tie) as ties,
      (select count(*)::int from checked_filing) as filings,
      (select count(*)::int from judged_filing where not is_them and dispute is null and (
        is_there and not is_provable or not is_there and (
          not has_roster or last_month is null and is_archived))) as unproven,
      (select count(distinct filer.identity_hash)::int from filer_declaration
        join filer on filer.id = filer_declaration.filer_id
        join checked_person on checked_person.identity_hash = filer.identity_hash
        where year = ${year}) as declarations,
      exists (select from relative_tie_file as file
        where file.path = ${aim.path} or file.path like ${aim.path} || '.%')
        or 'self' = any(${aim.relations}::text[]) as "hasTies"
    from (
      select count(*)::int as rosters, count(*) filter (where has_members)::int as members from checked_roster
    ) as roster, (
      select count(*) filter (where is_owed)::int as "owedPairs",
        count(*) filter (where is_owed and is_matched)::int as matched,
        count(*) filter (where not is_owed)::int as running,
        (select count(distinct (place.unit_code, place.recipient_no))::int from judged_pair as owed
          join checked_relative as place on place.identity_hash = owed.relative_hash
          where owed.is_owed) as "owedRecipients"
      from judged_pair
    ) as pair`.execute(tx)
  return rows[0] as Totals & Compared & Known
}

interface Known {
  hasTies: boolean
}
