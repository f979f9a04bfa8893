import { sql } from 'kysely'
import type { Tx } from '../../../platform/work/work.ts'
import { type Aim, filingsOf, lies } from './gather.ts'
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
}

// A question with `limit 1` looks for single rows by an index. PostgreSQL would answer `exists` with a table
// of all lines of all rosters where it takes that for cheaper, and it is not.

/** True where the recipient of a filing stands on the roster of a batch. */
const isListed = sql<boolean>`(
  select true from roster_line as line where line.period = batch.period
    and line.upload_id = batch.roster_upload_id and line.recipient_no = filing.recipient_no limit 1)`

/** Compares the filings with the rosters. */
export async function judgeFilings(tx: Tx, aim: Aim, { fileBefore }: Thresholds): Promise<void> {
  await make(tx, 'judged_filing')`
    with filing as materialized (${filingsOf(aim)}), listed as (${listedIn(aim)}),
      disputed as (${disputesOf(aim)}), left_post as (${leftPost(aim)}), registered as (${registeredBy(aim)}),
      known as (
        select filer_hash, relative_hash, max(known_on) as known_on
        from checked_tie where known_on is not null group by filer_hash, relative_hash
      )
    select filing.*, listed.id is not null as has_roster, coalesce(is_there, false) as is_there,
      coalesce(is_them, false) as is_them, coalesce(is_provable, false) as is_provable,
      earlier.last_month, coalesce(earlier.is_archived, false) as is_archived, ${wasLate} as is_late,
      disputed.reason as dispute, left_post.until as left_on, coalesce(registered.entries, 0) as entries
    from filing join filer on filer.id = filing.filer_id
    join jsonb_each_text(${JSON.stringify(fileBefore)}::jsonb) as bound (filed_on, latest)
      on bound.filed_on::date = filing.filed_on
    left join listed on listed.id = filing.id
    left join disputed on disputed.filing_id = filing.id
    left join left_post on left_post.filer_hash = filing.filer_hash
    left join registered on registered.filing_id = filing.id
    left join known on known.filer_hash = filing.filer_hash and known.relative_hash = filing.identity_hash
    left join lateral (${listedBefore(aim)}) as earlier on true`
}

/** The last day of people who hold no post of theirs any more. */
function leftPost({ asOf }: Aim) {
  return sql`
    select filing.filer_hash, max(filer.until) as until
    from filing join filer on filer.identity_hash = filing.filer_hash
    group by filing.filer_hash having bool_and(filer.until <= ${asOf}::date)`
}

/** At how many levels a filing is registered. */
function registeredBy({ asOf }: Aim) {
  return sql`
    select filing_id, count(*) as entries
    from filing join relative_registration on relative_registration.filing_id = filing.id
    where on_day <= ${asOf}::date
    group by filing_id`
}

/** Why filings are disputed on the day of the check, by the unit that makes it or one below it. */
function disputesOf({ path, asOf }: Aim) {
  return sql`
    select filing_id, min(reason) as reason from relative_dispute as dispute
    where dispute.filing_id in (select id from filing) and dispute.found_on <= ${asOf}::date
      and dispute.withdrawn_at is null and ${lies(sql`dispute.path`, path)}
    group by filing_id`
}

/** Whether the filed person is head or member of the household of the recipient in the month. */
function listedIn({ period }: Aim) {
  return sql`
    select filing.id, bool_or(line.recipient_no is not null) as is_there,
      bool_or(line.identity_hash = filing.identity_hash or (
        select true from household_member as member where member.disbursement_id = batch.id
          and member.recipient_no = line.recipient_no and member.identity_hash = filing.identity_hash
        limit 1)) as is_them,
      bool_and(line.identity_hash is not null and batch.has_members)
        filter (where line.recipient_no is not null) as is_provable
    from filing
    join checked_batch as batch on batch.village_code = filing.village_code and batch.period = ${period}::date
    left join roster_line as line on line.period = ${period}::date
      and line.upload_id = batch.roster_upload_id and line.recipient_no = filing.recipient_no
    group by filing.id`
}

/** The last month since the filing in which a recipient was on a roster who is not on that of the month. */
function listedBefore({ period }: Aim) {
  return sql`
    select max(batch.period) filter (where ${isListed}) as last_month, bool_or(is_archived) as is_archived
    from checked_batch as batch
    where listed.is_there is not true and batch.village_code = filing.village_code
      and batch.period >= date_trunc('month', filing.filed_on::timestamp)::date
      and batch.period < ${period}::date`
}

/** Whether the term of a filing was over when it was filed. */
const wasLate = sql<boolean>`(filer.since <= bound.latest::date
  and coalesce(known.known_on <= bound.latest::date, true)
  and coalesce((
    select true from checked_batch as batch where batch.village_code = filing.village_code
      and batch.period <= bound.latest::date and ${isListed} limit 1), false))`

/**
 * Compares the pairs of a filer and a relative on a roster, as head or member of a household, with the
 * filings.
 */
export async function judgePairs(tx: Tx, aim: Aim, { file }: Thresholds): Promise<void> {
  await make(tx, 'judged_pair')`
    with line as not materialized (${linesOf(aim)}), place as (
      select tie.*, line.unit_code, line.recipient_no, line.village_code
      from checked_tie as tie join line on line.identity_hash = tie.relative_hash
      union all
      select tie.*, line.unit_code, line.recipient_no, line.village_code
      from checked_tie as tie join household_member as member on member.identity_hash = tie.relative_hash
      join line on line.batch_id = member.disbursement_id and line.recipient_no = member.recipient_no
    ), pair as (
      select filer_hash, relative_hash, relation, known_on,
        array_agg(unit_code order by recipient_no, village_code, unit_code) as unit_codes,
        array_agg(recipient_no order by recipient_no, village_code, unit_code) as recipients,
        array_agg(village_code order by recipient_no, village_code, unit_code) as villages
      from place group by filer_hash, relative_hash, relation, known_on
    ), filed as (
      select filer_hash, identity_hash, array_agg(recipient_no) filter (where is_them) as recipients
      from judged_filing group by filer_hash, identity_hash
    )
    select pair.filer_hash, post.id as filer_id, post.unit_code, pair.relation, pair.unit_codes,
      pair.recipients, pair.recipients[1] as recipient_no, pair.villages[1] as village_code,
      coalesce(filed.recipients && pair.recipients, false) as is_matched,
      filed.filer_hash is not null
        or (post.since <= ${file}::date and coalesce(pair.known_on <= ${file}::date, true)
          and ${isOnRosterSince(aim, file)}) as is_owed
    from pair join checked_post as post on post.identity_hash = pair.filer_hash and post.is_first
    left join filed on filed.filer_hash = pair.filer_hash and filed.identity_hash = pair.relative_hash`
}

/** Lines of the month: all on rosters of the unit, and those of its villages on rosters of units above. */
function linesOf({ period, targetPath }: Aim) {
  return sql`
    select roster.id as batch_id, roster.unit_code, line.recipient_no, line.village_code, line.identity_hash
    from checked_roster as roster
    join roster_line as line on line.period = ${period}::date and line.upload_id = roster.roster_upload_id
    where roster.is_inside or exists (
      select from unit as village where village.code = line.village_code
        and ${lies(sql`village.path`, targetPath)})`
}

/** Whether the relative stood on a roster in a month that began on the day or earlier. */
function isOnRosterSince({ programmeId, period }: Aim, day: string) {
  if (period <= day) return sql<boolean>`true`
  return sql<boolean>`coalesce((
    select true from unnest(pair.unit_codes, pair.recipients) as place (unit_code, recipient_no)
    join disbursement as batch on batch.unit_code = place.unit_code
      and batch.programme_id = ${programmeId}::uuid and batch.period <= ${day}::date
    join roster_line as line on line.period = batch.period
      and line.upload_id = batch.roster_upload_id and line.recipient_no = place.recipient_no
    limit 1), false)`
}
