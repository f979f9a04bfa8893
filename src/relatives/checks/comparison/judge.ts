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

/** Whether a batch pays for a village, where it lies now or where it lay before it moved. */
const paysFor = sql<boolean>`(
  ${lies(sql`filing.target_path`, sql`batch.path`)} or exists (
    select from unit_past as past join unit as parent on parent.code = past.parent_code
    where past.code = filing.village_code and ${lies(sql`parent.path`, sql`batch.path`)}))`

/** Whether the recipient of a filing stands on the roster of a batch. */
const isListed = sql<boolean>`exists (
  select from roster_line as line where line.period = batch.period
    and line.upload_id = batch.roster_upload_id and line.recipient_no = filing.recipient_no)`

/** Compares the filings with the rosters, and the pairs with the filings. */
export async function judge(tx: Tx, aim: Aim, { file, fileBefore }: Thresholds): Promise<void> {
  await make(tx, 'judged_filing', ['filer_hash', 'identity_hash'])`
    select filing.*,
      coalesce(listed.has_roster, false) as has_roster, coalesce(listed.is_there, false) as is_there,
      coalesce(listed.is_them, false) as is_them, coalesce(listed.is_provable, false) as is_provable,
      earlier.last_month, coalesce(earlier.is_archived, false) as is_archived,
      ${wasLate(aim)} as is_late, ${disputedFor(aim)} as dispute
    from checked_filing as filing
    join jsonb_each_text(${JSON.stringify(fileBefore)}::jsonb) as bound (filed_on, latest)
      on bound.filed_on = filing.filed_on::text
    left join lateral (${listedIn(aim)}) as listed on true
    left join lateral (${listedBefore(aim)}) as earlier on true`
  await make(tx, 'judged_pair')`
    select tie.filer_hash, tie.relative_hash, tie.relation, person.id as filer_id, person.unit_code,
      place.recipient_no, place.village_code, place.recipients, filed.is_filed, filed.is_matched,
      filed.is_filed or (person.since <= ${file}::date and coalesce(tie.known_on <= ${file}::date, true)
        and ${isOnRosterSince(aim, file)}) as is_owed
    from checked_tie as tie
    join checked_person as person on person.identity_hash = tie.filer_hash
    join lateral (
      select min(recipient_no) as recipient_no, array_agg(distinct recipient_no) as recipients,
        (array_agg(village_code order by recipient_no))[1] as village_code
      from checked_relative where identity_hash = tie.relative_hash
    ) as place on place.recipient_no is not null
    cross join lateral (
      select count(*) > 0 as is_filed,
        coalesce(bool_or(is_them and filing.recipient_no = any(place.recipients)), false) as is_matched
      from judged_filing as filing
      where filing.filer_hash = tie.filer_hash and filing.identity_hash = tie.relative_hash
    ) as filed`
}

/** Why a filing is disputed on the day of the check, by the unit that makes it or one below it; or null. */
function disputedFor({ path, asOf }: Aim) {
  return sql<string | null>`(
    select min(reason) from relative_dispute as dispute
    where dispute.filing_id = filing.id and dispute.found_on <= ${asOf}::date
      and dispute.withdrawn_at is null and ${lies(sql`dispute.path`, path)})`
}

/** Whether the filed person is head or member of the household of the recipient in the month. */
function listedIn({ programmeId, period }: Aim) {
  return sql`
    select count(*) > 0 as has_roster, bool_or(line.recipient_no is not null) as is_there,
      bool_or(line.identity_hash = filing.identity_hash or exists (
        select from household_member as member
        where member.disbursement_id = batch.id and member.recipient_no = filing.recipient_no
          and member.identity_hash = filing.identity_hash)) as is_them,
      bool_and(line.identity_hash is not null
        and household_file.roster_upload_id is not distinct from batch.roster_upload_id
      ) filter (where line.recipient_no is not null) as is_provable
    from disbursement as batch
    left join household_file on household_file.disbursement_id = batch.id
    left join roster_line as line on line.period = ${period}::date
      and line.upload_id = batch.roster_upload_id and line.recipient_no = filing.recipient_no
    where batch.programme_id = ${programmeId}::uuid and batch.period = ${period}::date
      and batch.roster_upload_id is not null and ${paysFor}`
}

/** The last month since the filing in which a recipient was on a roster who is not on that of the month. */
function listedBefore({ programmeId, period }: Aim) {
  return sql`
    select max(batch.period) filter (where ${isListed}) as last_month,
      bool_or(fund_month_archived(batch.period)) as is_archived
    from disbursement as batch
    where listed.is_there is not true
      and batch.programme_id = ${programmeId}::uuid and batch.roster_upload_id is not null
      and batch.period >= date_trunc('month', filing.filed_on::timestamp)::date
      and batch.period < ${period}::date and ${paysFor}`
}

/** Whether the relative stood on a roster in a month that began on the day or earlier. */
function isOnRosterSince({ programmeId, period }: Aim, day: string) {
  return sql<boolean>`(${period}::date <= ${day}::date or exists (
    select from checked_relative as place
    join disbursement as batch on batch.unit_code = place.unit_code
      and batch.programme_id = ${programmeId}::uuid and batch.period <= ${day}::date
      and batch.roster_upload_id is not null
    where place.identity_hash = tie.relative_hash and exists (
      select from roster_line as line where line.period = batch.period
        and line.upload_id = batch.roster_upload_id and line.recipient_no = place.recipient_no)))`
}

/** Whether the term of a filing was over when it was filed. */
function wasLate({ programmeId }: Aim) {
  return sql<boolean>`(filing.since <= bound.latest::date
    and not exists (
      select from checked_tie as tie where tie.filer_hash = filing.filer_hash
        and tie.relative_hash = filing.identity_hash and tie.known_on > bound.latest::date)
    and exists (
      select from disbursement as batch
      where batch.programme_id = ${programmeId}::uuid and batch.period <= bound.latest::date
        and batch.roster_upload_id is not null and ${paysFor} and ${isListed}))`
}
