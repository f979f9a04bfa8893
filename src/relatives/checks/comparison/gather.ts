import { type RawBuilder, sql } from 'kysely'
import { yearOf } from '../../../platform/values/days.ts'
import type { Tx } from '../../../platform/work/work.ts'
import '../../tables.ts'
import { make } from './work-tables.ts'

/** What to compare. Days are `YYYY-MM-DD`, `period` is the first day of the month. */
export interface Aim {
  programmeId: string
  period: string
  asOf: string
  /** Code and path of the unit whose filers are checked. */
  targetCode: string
  targetPath: string
  /** Code and path of the unit that makes the check. */
  unitCode: string
  path: string
  /** Codes of the relations in the list. */
  relations: readonly string[]
}

/** Whether a path lies within another one. */
export function lies(path: RawBuilder<unknown>, within: RawBuilder<unknown> | string): RawBuilder<boolean> {
  return sql<boolean>`(${path} = ${within} or ${path} like ${within} || '.%')`
}

/**
 * Collects what a check compares: filers in their post, standing rosters, ties, and the rosters behind the
 * filings.
 *
 * Filers of the unit that makes the check are left out: its people would learn what is checked of
 * themselves, and the check of them belongs to the unit above.
 */
export async function gather(tx: Tx, aim: Aim): Promise<void> {
  await filers(tx, aim)
  await make(tx, 'checked_roster', ['id'])`
    select batch.id, batch.unit_code, batch.roster_upload_id,
      ${lies(sql`batch.path`, aim.targetPath)} as is_inside,
      coalesce(household_file.roster_upload_id = batch.roster_upload_id, false) as has_members
    from disbursement as batch left join household_file on household_file.disbursement_id = batch.id
    where batch.programme_id = ${aim.programmeId}::uuid and batch.period = ${aim.period}::date
      and batch.roster_upload_id is not null
      and (${lies(sql`batch.path`, aim.targetPath)} or ${aim.targetPath} like batch.path || '.%')`
  await ties(tx, aim)
  await batches(tx, aim)
}

/** The filings in force, except those of the unit that makes the check. */
export function filingsOf({ programmeId, asOf, targetPath, unitCode }: Aim): RawBuilder<unknown> {
  return sql`
    select filing.id, filing.filer_id, filing.filer_hash, filing.unit_code, filing.identity_hash,
      filing.recipient_no, filing.village_code, filing.target_path, filing.relation, filing.filed_on,
      filing.version
    from relative_filing as filing
    where ${lies(sql`filing.path`, targetPath)} and filing.programme_id = ${programmeId}::uuid
      and filing.filed_on <= ${asOf}::date and filing.unit_code <> ${unitCode}
      and (filing.ended_on is null or filing.ended_on > ${asOf}::date)
      and coalesce(filing.end_reason, '') <> 'entered-in-error'`
}

/** The days on which these filings were filed. */
export async function daysOfFilings(tx: Tx, aim: Aim): Promise<string[]> {
  const { rows } = await sql<{ day: string }>`
    select distinct filed_on::text as day from (${filingsOf(aim)}) as filing`.execute(tx)
  return rows.map(({ day }) => day)
}

/**
 * Filers in their post, with whether they declared in the year. A person may hold two posts; the check counts
 * them once, at the post that they have held longest (`is_first`).
 */
async function filers(tx: Tx, aim: Aim): Promise<void> {
  await make(tx, 'checked_post', ['identity_hash'])`
    with post as materialized (
      select filer.id, filer.identity_hash, filer.unit_code, filer.since,
        row_number() over (partition by filer.identity_hash order by filer.since, filer.id) = 1 as is_first
      from filer where ${lies(sql`filer.path`, aim.targetPath)} and filer.unit_code <> ${aim.unitCode}
        and filer.since <= ${aim.asOf}::date and filer.until > ${aim.asOf}::date
    ), declared as (
      select distinct post.identity_hash
      from post join filer on filer.identity_hash = post.identity_hash
      join filer_declaration on filer_declaration.filer_id = filer.id
        and filer_declaration.year = ${yearOf(aim.asOf)}
    )
    select post.*, declared.identity_hash is not null as has_declared
    from post left join declared using (identity_hash)`
}

/**
 * A tie from the household registry was always known to the filer; any other one since it was entered. A
 * filer who may file themselves (`self`) needs no tie.
 */
async function ties(tx: Tx, aim: Aim): Promise<void> {
  await make(tx, 'checked_tie', ['filer_hash', 'relative_hash'])`
    select tie.filer_hash, tie.relative_hash, min(tie.relation) as relation,
      case when not bool_or(tie.source = 'registry') then min(tie.known_on) end as known_on
    from relative_tie as tie
    join relative_tie_file as file on file.unit_code = tie.unit_code
    join checked_post as post on post.identity_hash = tie.filer_hash and post.is_first
    where ${lies(sql`file.path`, aim.path)} and tie.gone_on > ${aim.asOf}::date
      and tie.relation = any(${aim.relations}::text[])
    group by tie.filer_hash, tie.relative_hash
    union all
    select identity_hash, identity_hash, 'self', null from checked_post
    where is_first and 'self' = any(${aim.relations}::text[])`
}

/**
 * The rosters that pay for the villages of the filings, in every month until that of the check: those of
 * the units around a village where it lies now, or where it lay before it moved.
 */
async function batches(tx: Tx, aim: Aim): Promise<void> {
  await make(tx, 'checked_batch', ['village_code', 'period'], true)`
    with village as materialized (
      select distinct village_code, target_path from (${filingsOf(aim)}) as filing
    ), place as (
      select village_code, target_path as path from village
      union
      select village.village_code, parent.path from village
      join unit_past as past on past.code = village.village_code
      join unit as parent on parent.code = past.parent_code
    ), around as (
      select distinct village_code, unnest(string_to_array(path, '.')) as unit_code from place
    ), found as materialized (
      select around.village_code, batch.period, batch.id, batch.roster_upload_id,
        coalesce(household_file.roster_upload_id = batch.roster_upload_id, false) as has_members
      from around join disbursement as batch on batch.unit_code = around.unit_code
        and batch.programme_id = ${aim.programmeId}::uuid and batch.period <= ${aim.period}::date
      left join household_file on household_file.disbursement_id = batch.id
      where batch.roster_upload_id is not null
    ), month as (
      select period, fund_month_archived(period) as is_archived
      from (select distinct period from found) as of_batches
    )
    select found.*, month.is_archived from found join month using (period)`
}
