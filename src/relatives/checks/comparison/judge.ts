import { sql } from 'kysely'
import type { Tx } from '../../../platform/work/work.ts'
import { type Aim, lies } from './gather.ts'
import { make } from './work-tables.ts'

/** The latest days on which terms began that are over: see `latestStart`. */
export interface Thresholds {
  /** `relative.file`, over before the day of the check. */
  file: string
  /** `relative.end`, over before the day of the check. */
  end: string
  /** `relative.file`, over before a filing of that day. */
  fileBefore: Readonly<Record<string, string>>
  /** Whether the day for the declarations of the year has passed. */
  isDeclarationDue: boolean
  year: number
}

/** The days on which the filings of a check were filed. */
export async function daysOfFilings(tx: Tx): Promise<string[]> {
  const { rows } = await sql<{ day: string }>`select distinct filed_on as day from checked_filing`.execute(tx)
  return rows.map(({ day }) => day)
}

/** Whether the recipient of a filing stands on the roster of a batch. */
const isListed = sql<boolean>`exists (
  select from roster_line as line where line.period = batch.period
    and line.upload_id = batch.roster_upload_id and line.recipient_no = filing.recipient_no)`

/** Compares the filings with the rosters, and the pairs with the filings. */
export async function judge(tx: Tx, aim: Aim, { file, fileBefore }: Thresholds): Promise<void> {
  await make(tx, 'judged_filing')`
    with listed as (${listedIn(aim)}), disputed as (${disputesOf(aim)}), month as (
      select period, fund_month_archived(period) as is_archived
      from (select distinct period from checked_batch) as of_batches
    )
    select filing.*, listed.id is not null as has_roster, coalesce(is_there, false) as is_there,
      coalesce(is_them, false) as is_them, coalesce(is_provable, false) as is_provable,
      earlier.last_month, coalesce(earlier.is_archived, false) as is_archived,
      ${wasLate} as is_late, disputed.reason as dispute
    from checked_filing as filing
    join jsonb_each_text(${JSON.stringify(fileBefore)}::jsonb) as bound (filed_on, latest)
      on bound.filed_on = filing.filed_on::text
    left join listed on listed.id = filing.id
    left join disputed on disputed.filing_id = filing.id
    left join lateral (${listedBefore(aim)}) as earlier on true`
  await make(tx, 'judged_pair')`
    with place as (
      select identity_hash, min(recipient_no) as recipient_no, array_agg(distinct recipient_no) as recipients,
        (array_agg(village_code order by recipient_no))[1] as village_code
      from checked_relative group by identity_hash
    ), filed as (
      select filer_hash, identity_hash,
        coalesce(bool_or(is_them and filing.recipient_no = any(place.recipients)), false) as is_matched
      from judged_filing as filing join place using (identity_hash)
      group by filer_hash, identity_hash
    )
    select tie.filer_hash, tie.relative_hash, tie.relation, person.id as filer_id, person.unit_code,
      place.recipient_no, place.village_code, filed.filer_hash is not null as is_filed,
      coalesce(filed.is_matched, false) as is_matched,
      filed.filer_hash is not null
        or (person.since <= ${file}::date and coalesce(tie.known_on <= ${file}::date, true)
          and ${isOnRosterSince(aim, file)}) as is_owed
    from checked_tie as tie
    join checked_person as person on person.identity_hash = tie.filer_hash
    join place on place.identity_hash = tie.relative_hash
    left join filed on filed.filer_hash = tie.filer_hash and filed.identity_hash = tie.relative_hash`
}

/** Why filings are disputed on the day of the check, by the unit that makes it or one below it. */
function disputesOf({ path, asOf }: Aim) {
  return sql`
    select filing_id, min(reason) as reason from relative_dispute as dispute
    where dispute.filing_id in (select id from checked_filing) and dispute.found_on <= ${asOf}::date
      and dispute.withdrawn_at is null and ${lies(sql`dispute.path`, path)}
    group by filing_id`
}

/** Whether the filed person is head or member of the household of the recipient in the month. */
function listedIn({ period }: Aim) {
  return sql`
    select filing.id, bool_or(line.recipient_no is not null) as is_there,
      bool_or(line.identity_hash = filing.identity_hash or member.identity_hash is not null) as is_them,
      bool_and(line.identity_hash is not null and batch.has_members)
        filter (where line.recipient_no is not null) as is_provable
    from checked_filing as filing
    join checked_batch as batch on batch.village_code = filing.village_code and batch.period = ${period}::date
    left join roster_line as line on line.period = ${period}::date
      and line.upload_id = batch.roster_upload_id and line.recipient_no = filing.recipient_no
    left join household_member as member on member.disbursement_id = batch.id
      and member.recipient_no = line.recipient_no and member.identity_hash = filing.identity_hash
    group by filing.id`
}

/** The last month since the filing in which a recipient was on a roster who is not on that of the month. */
function listedBefore({ period }: Aim) {
  return sql`
    select max(batch.period) filter (where ${isListed}) as last_month, bool_or(is_archived) as is_archived
    from checked_batch as batch join month using (period)
    where listed.is_there is not true and batch.village_code = filing.village_code
      and batch.period >= date_trunc('month', filing.filed_on::timestamp)::date
      and batch.period < ${period}::date`
}

/** Whether the relative stood on a roster in a month that began on the day or earlier. */
function isOnRosterSince({ programmeId, period }: Aim, day: string) {
  if (period <= day) return sql<boolean>`true`
  return sql<boolean>`exists (
    select from checked_relative as place
    join disbursement as batch on batch.unit_code = place.unit_code
      and batch.programme_id = ${programmeId}::uuid and batch.period <= ${day}::date
      and batch.roster_upload_id is not null
    where place.identity_hash = tie.relative_hash and exists (
      select from roster_line as line where line.period = batch.period
        and line.upload_id = batch.roster_upload_id and line.recipient_no = place.recipient_no))`
}

/** Whether the term of a filing was over when it was filed. */
const wasLate = sql<boolean>`(filing.since <= bound.latest::date
  and not exists (
    select from checked_tie as tie where tie.filer_hash = filing.filer_hash
      and tie.relative_hash = filing.identity_hash and tie.known_on > bound.latest::date)
  and exists (
    select from checked_batch as batch where batch.village_code = filing.village_code
      and batch.period <= bound.latest::date and ${isListed}))`
