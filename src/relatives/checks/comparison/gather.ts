import { type RawBuilder, sql } from 'kysely'
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
 * Collects what a check compares: filers in their post, standing rosters, ties, filings in force, and the
 * relatives who are head or member of a household on a roster.
 *
 * Filers of the unit that makes the check are left out: its people would learn what is checked of
 * themselves, and the check of them belongs to the unit above.
 */
export async function gather(tx: Tx, aim: Aim): Promise<void> {
  await filers(tx, aim)
  await make(tx, 'checked_roster')`
    select batch.id, batch.unit_code, batch.roster_upload_id,
      ${lies(sql`batch.path`, aim.targetPath)} as is_inside,
      coalesce(household_file.roster_upload_id = batch.roster_upload_id, false) as has_members
    from disbursement as batch left join household_file on household_file.disbursement_id = batch.id
    where batch.programme_id = ${aim.programmeId}::uuid and batch.period = ${aim.period}::date
      and batch.roster_upload_id is not null
      and (${lies(sql`batch.path`, aim.targetPath)} or ${aim.targetPath} like batch.path || '.%')`
  await ties(tx, aim)
  await make(tx, 'checked_filing')`
    select filing.id, filing.filer_id, filing.filer_hash, filing.unit_code, filing.identity_hash,
      filing.recipient_no, filing.village_code, filing.target_path, filing.relation, filing.filed_on,
      filer.since, filing.version
    from relative_filing as filing join filer on filer.id = filing.filer_id
    where ${lies(sql`filing.path`, aim.targetPath)} and filing.programme_id = ${aim.programmeId}::uuid
      and filing.filed_on <= ${aim.asOf}::date and filing.unit_code <> ${aim.unitCode}
      and (filing.ended_on is null or filing.ended_on > ${aim.asOf}::date)
      and filing.end_reason is distinct from 'entered-in-error'`
  await batches(tx, aim)
  await relatives(tx, aim)
}

/** A person may hold two posts; the check counts them once, at the post that they have held longest. */
async function filers(tx: Tx, aim: Aim): Promise<void> {
  await make(tx, 'checked_post')`
    select filer.id, filer.identity_hash, filer.unit_code, filer.since
    from filer where ${lies(sql`filer.path`, aim.targetPath)} and filer.unit_code <> ${aim.unitCode}
      and filer.since <= ${aim.asOf}::date and filer.until > ${aim.asOf}::date`
  await make(tx, 'checked_person')`
    select distinct on (identity_hash) identity_hash, id, unit_code, since
    from checked_post order by identity_hash, since, id`
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
    join checked_person on checked_person.identity_hash = tie.filer_hash
    where ${lies(sql`file.path`, aim.path)} and tie.gone_on > ${aim.asOf}::date
      and tie.relation = any(${aim.relations}::text[])
    group by tie.filer_hash, tie.relative_hash
    union all
    select identity_hash, identity_hash, 'self', null from checked_person
    where 'self' = any(${aim.relations}::text[])`
}

/**
 * The rosters that pay for the villages of the filings, in every month until that of the check: those of
 * the units around a village where it lies now, or where it lay before it moved.
 */
async function batches(tx: Tx, { programmeId, period }: Aim): Promise<void> {
  await make(tx, 'checked_batch', ['village_code', 'period'])`
    with place as (
      select distinct village_code, target_path as path from checked_filing
      union
      select filing.village_code, parent.path from checked_filing as filing
      join unit_past as past on past.code = filing.village_code
      join unit as parent on parent.code = past.parent_code
    ), around as (
      select distinct village_code, unnest(string_to_array(path, '.')) as unit_code from place
    )
    select around.village_code, batch.period, batch.id, batch.roster_upload_id,
      coalesce(household_file.roster_upload_id = batch.roster_upload_id, false) as has_members
    from around join disbursement as batch on batch.unit_code = around.unit_code
      and batch.programme_id = ${programmeId}::uuid and batch.period <= ${period}::date
    left join household_file on household_file.disbursement_id = batch.id
    where batch.roster_upload_id is not null`
}

/** The relatives on a roster: one scan of the lines and one of the members, whatever the number of ties. */
async function relatives(tx: Tx, { period, targetPath }: Aim): Promise<void> {
  await make(tx, 'checked_relative', ['identity_hash'])`
    with wanted as (select distinct relative_hash as identity_hash from checked_tie), line as (
      select roster.id as batch_id, roster.unit_code, line.recipient_no, line.village_code, line.identity_hash
      from checked_roster as roster
      join roster_line as line on line.period = ${period}::date and line.upload_id = roster.roster_upload_id
      where roster.is_inside or exists (
        select from unit as village where village.code = line.village_code
          and ${lies(sql`village.path`, targetPath)})
    )
    select line.unit_code, line.recipient_no, line.village_code, line.identity_hash
    from line join wanted using (identity_hash)
    union
    select line.unit_code, line.recipient_no, line.village_code, member.identity_hash
    from household_member as member join wanted using (identity_hash)
    join line on line.batch_id = member.disbursement_id and line.recipient_no = member.recipient_no`
}
