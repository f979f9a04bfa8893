import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../platform/work/work.ts'
import type { Registers } from './register/store.ts'
import './tables.ts'

/** A line as it is looked up: no name, and no identity number. */
export interface Asked {
  recipientNo: string
  key: Buffer
  identity: Buffer | null
}

/** What the database knows of a line. */
export interface Known {
  /** Whether its roster line, or the last one of an earlier roster, has another identity number. */
  differs: boolean
  /** Whether the register says that the person must not be shown. */
  isProtected: boolean
  /** Null where the roster has no such recipient. */
  village: string | null
  /** Fen. */
  amount: string | null
  /** The village on the last of the earlier rosters; null where none has the recipient. */
  villageBefore: string | null
}

/** Where lines are looked up. */
export interface Place {
  /** The registers that count; none where the caller may not ask them. */
  registers: Registers
  /** The day on which the list is shown. */
  on: string
  /** The roster; undefined where nothing is compared. */
  roster: { uploadId: string; period: string } | undefined
  /** Earlier rosters, where the list is of recipients whose assistance has ended. */
  before: readonly { uploadId: string; period: string }[]
}

/**
 * Looks up many lines in one statement. Every line takes the same way, whether somebody is protected or not:
 * the time of the answer says nothing about a person.
 */
export async function lookUp(tx: Tx, place: Place, lines: readonly Asked[]): Promise<Known[]> {
  const numbers = lines.map(({ recipientNo }) => recipientNo)
  const keys = lines.map(({ key }) => key)
  const identities = lines.map(({ identity }) => identity)
  const { rows } = await sql<Known>`
    select coalesce(roster.differs or earlier.differs, roster.differs, earlier.differs, false) as differs,
      ${isProtected(place)} as "isProtected", roster.village, roster.amount,
      earlier.village as "villageBefore"
    from unnest(${numbers}::text[], ${keys}::bytea[], ${identities}::bytea[])
      with ordinality as wanted (recipient_no, key, identity, place)
    left join lateral (${onRoster(place)}) as roster on roster.lines > 0
    left join lateral (${onEarlierRosters(place)}) as earlier on true
    order by wanted.place`.execute(tx)
  return rows
}

function onRoster({ roster }: Place): RawBuilder<unknown> {
  const { uploadId = null, period = null } = roster ?? {}
  return sql`
    select count(*) as lines, min(line.village_code) as village, sum(line.amount)::text as amount,
      bool_and(line.identity_hash <> wanted.identity)
        filter (where line.identity_hash is not null) as differs,
      array_agg(line.identity_hash) as identities
    from roster_line as line
    where line.period = ${period}::date and line.upload_id = ${uploadId}::uuid
      and line.recipient_no = wanted.recipient_no`
}

/** By its number within the programme, by the identity number of the file, or by that of a roster. */
function isProtected({ registers: { own, former }, on }: Place): RawBuilder<boolean> {
  const entry = (condition: RawBuilder<unknown>) => sql`exists (
    select from protected_recipient as entry
    where (entry.until is null or entry.until >= ${on}::date) and ${condition})`
  const all = [...own, ...former]
  const known = (condition: RawBuilder<unknown>) =>
    entry(sql`entry.unit_code = any(${all}::text[]) and ${condition}`)
  // Numbers are given by each county: those of another one count in the villages that came from it.
  const ofVillage = entry(sql`entry.recipient_hash = wanted.key and entry.unit_code in (
    select register_code from protected_moved as moved
    where moved.unit_code in (roster.village, earlier.village)
      and moved.register_code = any(${former}::text[]))`)
  return sql<boolean>`(
    ${entry(sql`entry.unit_code = any(${own}::text[]) and entry.recipient_hash = wanted.key`)}
    or ${known(sql`entry.identity_hash = wanted.identity`)}
    or ${known(sql`entry.identity_hash = any(roster.identities || earlier.identities)`)}
    ${former.length === 0 ? sql`` : sql`or ${ofVillage}`})`
}

/** Where the household was last, and the identity numbers that it had. */
function onEarlierRosters({ before }: Place): RawBuilder<unknown> {
  if (before.length === 0) {
    return sql`select null::text as village, null::boolean as differs, null::bytea[] as identities`
  }
  const uploads = before.map(({ uploadId }) => uploadId)
  const periods = before.map(({ period }) => period)
  return sql`
    select (array_agg(line.village_code order by line.period desc))[1] as village,
      (array_agg(line.identity_hash order by line.period desc)
        filter (where line.identity_hash is not null))[1] <> wanted.identity as differs,
      array_agg(line.identity_hash) as identities
    from roster_line as line
    where line.period = any(${periods}::date[]) and line.upload_id = any(${uploads}::uuid[])
      and line.recipient_no = wanted.recipient_no`
}
