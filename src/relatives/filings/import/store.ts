import { sql } from 'kysely'
import { visible } from '../../../platform/access/scope.ts'
import type { Actor } from '../../../platform/auth/actor.ts'
import type { Tx, Work } from '../../../platform/work/work.ts'
import type { Trigger } from '../../vocabulary.ts'
import { standingRosters } from '../rosters.ts'
import '../../tables.ts'

export interface FilerOf {
  filerId: string
  unitCode: string
  path: string
  acting: string
  since: string
  until: string | null
}

interface Village {
  code: string
  path: string
  level: string
  validFrom: string | null
  validTo: string | null
}

/** A line of an uploaded table of filings, with what is on file about it; null: there is none. */
export interface Entry {
  line: number
  relation: string
  filer: FilerOf | null
  programmeId: string | null
  village: Village | null
  isSelf: boolean
  isHead: boolean
  /** First day of the first month of rosters with the household. */
  first: string | null
  /** Whether the relative is filed already, on file or by an earlier line. */
  isTwice: boolean
}

/** Departures of filers of `filing_upload` wait until the filings are made. */
export async function lockFilers(tx: Tx, actor: Actor): Promise<void> {
  await sql`
    select from filer where identity_hash in (select filer_hash from filing_upload)
      and ${visible(actor, 'filer', 'filer')}
    order by id for share`.execute(tx)
}

/**
 * The lines of `filing_upload`. Of somebody with two posts the filing goes to the one that they have held
 * longest.
 */
export async function entriesIn(tx: Tx, actor: Actor): Promise<Entry[]> {
  const { rows } = await sql<Entry>`
    select new.line, new.relation, new.filer_hash = new.identity_hash as "isSelf",
      case when filer.id is not null then jsonb_build_object('filerId', filer.id, 'unitCode', filer.unit_code,
        'path', filer.path, 'acting', unit_acting(filer.unit_code), 'since', filer.since,
        'until', nullif(filer.until, 'infinity')) end as filer,
      programme.id as "programmeId",
      case when village.code is not null then jsonb_build_object('code', village.code, 'path', village.path,
        'level', village.level, 'validFrom', village.valid_from, 'validTo', village.valid_to) end as village,
      coalesce(listed.is_head, false) as "isHead", listed.first,
      exists (
        select from relative_filing as filed
        where filed.filer_hash = new.filer_hash and filed.programme_id = programme.id
          and filed.recipient_no = new.recipient_no and filed.identity_hash = new.identity_hash
          and filed.state <> 'ended' and filed.in_post
      ) or row_number() over (
        partition by new.filer_hash, programme.id, new.recipient_no, new.identity_hash order by new.line
      ) > 1 as "isTwice"
    from filing_upload as new
    left join lateral (
      select * from filer where filer.identity_hash = new.filer_hash and ${visible(actor, 'filer', 'filer')}
      order by filer.until < 'infinity', filer.since, filer.id limit 1) as filer on true
    left join lateral (
      select named.id from fund_programme as named
      where named.unit_code = split_part(filer.path, '.', 1) and new.programme in (named.code, named.name)
      order by named.code <> new.programme, named.id limit 1) as programme on true
    left join unit as village on village.code = new.village_code
    left join lateral (
      select min(roster.period)::text as first,
        bool_or(roster.identity_hash = new.identity_hash) as is_head
      from (${standingRosters({
        programmeId: sql`programme.id`,
        recipientNo: sql`new.recipient_no`,
        targetPath: sql`village.path`
      })}) as roster) as listed on true
    order by new.line`.execute(tx)
  return rows
}

type Checked = Pick<Entry, 'line' | 'programmeId' | 'village' | 'isHead'> & FilerOf & { id: string }

/** Files the relatives of `filing_upload`; `filings` says what is not in the file. */
export async function insertAll(
  { tx, now, today, actor }: Work,
  filings: readonly Checked[],
  trigger: Trigger
): Promise<void> {
  const given = filings.map(({ line, id, filerId, unitCode, path, programmeId, village, isHead }) => ({
    ...{ line, id, filer_id: filerId, unit_code: unitCode, path, programme_id: programmeId },
    ...{ target_path: village?.path, is_head: isHead }
  }))
  await sql`
    insert into relative_filing (id, filer_id, filer_hash, unit_code, path, programme_id, recipient_no,
      village_code, target_path, identity_hash, identity_end, relation, is_head, filed_on, trigger, file_no,
      filed_at, filed_by)
    select given.id, given.filer_id, new.filer_hash, given.unit_code, given.path, given.programme_id,
      new.recipient_no, new.village_code, given.target_path, new.identity_hash, new.identity_end,
      new.relation, given.is_head, ${today}::date, ${trigger}, new.file_no, ${now.toISOString()}::timestamptz,
      ${actor.sub}
    from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as given (line integer, id uuid, filer_id uuid,
      unit_code text, path text, programme_id uuid, target_path text, is_head boolean)
    join filing_upload as new on new.line = given.line
    order by new.line`.execute(tx)
}
