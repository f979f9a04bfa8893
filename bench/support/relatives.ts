import type { Bench } from './bench.ts'
import { filledDatabase } from './filled.ts'

export const PERIOD = '2026-05'
const [HOUSEHOLDS, FILERS, TIES] = [30_000, 2000, 5000]
const [april, may] = [`'2026-04-01'::date`, `'${PERIOD}-01'::date`]

/** The hash of a person: of heads, of members, of filers and of people who receive nothing. */
const person = (kind: string, n: string) => `sha256(('${kind}' || (${n}))::bytea)`

/** A tie to a head, to a member, or to somebody on no roster. */
const relative = (n: string) => `case when ${n} % 10 < 4 then ${person('head', `${n} * 5`)}
  when ${n} % 10 < 6 then ${person('member', `${n} * 10`)} else ${person('stranger', n)} end`

/** The unit of the n-th filer, and the village of the n-th household: the villages of the county in turn. */
const villages = `select code, path, row_number() over (order by code) - 1 as place, count(*) over () as all_of_them
  from unit where path like '22.2201.220102.%' and level = 'village'`

/**
 * Name of a database with a county that has 30,000 households of two members beside the head, 2,000 filers,
 * 5,000 ties that its city knows, and filings for two of three owed pairs, most of them registered. Nearly all
 * filers declared. Made at first use.
 */
export function relativesDatabase(bench: Bench): Promise<string> {
  return filledDatabase(bench, 'relatives', [
    `select fund_month(${april}), fund_month(${may})`,
    `insert into fund_programme (id, unit_code, path, code, name)
      values (gen_random_uuid(), '22', '22', 'bench', 'bench')`,
    ...rosters,
    ...register
  ])
}

const rosters = [
  `insert into disbursement (id, programme_id, unit_code, path, period, due_on, created_at, created_by)
    select uuid_v7(), fund_programme.id, unit.code, unit.path, period, period + 9, now(), 'bench'
    from fund_programme, unit, unnest(array[${april}, ${may}]) as period where unit.code = '220102'`,
  `insert into fund_upload (id, disbursement_id, kind, number, period, lines, amount, file_hash, format,
      uploaded_at, uploaded_by)
    select uuid_v7(), id, 'roster', 1, period, ${HOUSEHOLDS}, ${HOUSEHOLDS} * 30000, md5(id::text), 'utf-8', now(),
      'bench'
    from disbursement`,
  `insert into roster_line (period, upload_id, line, recipient_no, village_code, amount, account, identity_hash,
      identity_end)
    select file.period, file.id, n, 'R' || lpad(n::text, 8, '0'), village.code, 30000 + n % 900, '62284800' || n,
      ${person('head', 'n')}, '1234'
    from fund_upload as file, generate_series(1, ${HOUSEHOLDS}) as n
    join (${villages}) as village on village.place = n % village.all_of_them
    order by file.id, n`,
  `update disbursement set roster_upload_id = file.id from fund_upload as file
    where file.disbursement_id = disbursement.id`,
  `insert into household_file (disbursement_id, roster_upload_id, number, lines, file_hash, uploaded_at, uploaded_by)
    select id, roster_upload_id, 1, 2 * ${HOUSEHOLDS}, md5(id::text), now(), 'bench'
    from disbursement where period = ${may}`,
  `insert into household_member (disbursement_id, recipient_no, identity_hash)
    select disbursement_id, 'R' || lpad(n::text, 8, '0'), ${person('member', '2 * n + other')}
    from household_file, generate_series(1, ${HOUSEHOLDS}) as n, generate_series(0, 1) as other`
]

const register = [
  `insert into filer (id, unit_code, path, name, kind, post, identity_hash, identity_end, since, registered_at,
      registered_by)
    select uuid_v7(), village.code, village.path, '人员' || n, 'committee-member', '委员', ${person('filer', 'n')},
      '1234', '2024-01-01', now(), 'bench'
    from generate_series(0, ${FILERS - 1}) as n
    join (${villages}) as village on village.place = n % village.all_of_them`,
  `insert into relative_tie_file (unit_code, path, number, lines, file_hash, uploaded_at, uploaded_by)
    select code, path, 1, ${TIES}, 'bench', now(), 'bench' from unit where code = '2201'`,
  `insert into relative_tie (unit_code, filer_hash, relative_hash, relation, source, known_on)
    select '2201', ${person('filer', `n % ${FILERS}`)}, ${relative('n')}, 'parent', 'registry', ${may}
    from generate_series(1, ${TIES}) as n`,
  `insert into relative_filing (id, filer_id, filer_hash, unit_code, path, programme_id, recipient_no, village_code,
      target_path, identity_hash, identity_end, relation, is_head, filed_on, trigger, filed_at, filed_by)
    select uuid_v7(), filer.id, filer.identity_hash, filer.unit_code, filer.path, programme.id,
      'R' || lpad((n * 5)::text, 8, '0'), village.code, village.path, ${relative('n')}, '1234', 'parent',
      n % 10 < 4, '2026-04-20', 'annual', now(), 'bench'
    from generate_series(1, ${TIES}) as n
    join filer on filer.identity_hash = ${person('filer', `n % ${FILERS}`)}
    join (${villages}) as village on village.place = n * 5 % village.all_of_them
    cross join fund_programme as programme
    where n % 10 < 6 and n % 3 <> 0`,
  `insert into filer_declaration (filer_id, year, declared_on, relatives, recorded_at, recorded_by)
    select id, 2026, '2026-03-02', 1, now(), 'bench' from filer where right(name, 2) <> '99'`,
  `insert into relative_registration (filing_id, level, unit_code, unit_name, on_day, by, on_behalf)
    select filing.id, level, filing.unit_code, 'bench', '2026-04-21', 'bench', false
    from relative_filing as filing, unnest(array['village', 'township', 'county']) as level
    where right(filing.recipient_no, 2) <> '95' or level <> 'county'`
]

/**
 * Who owes a filing and has none, and which filing names nobody on the roster, by the bare join: what a check
 * cannot do without.
 */
export const bareJoin = `
  with batch as (
    select disbursement.* from disbursement where period = ${may} and unit_code = '220102'
  ), line as (
    select line.recipient_no, line.identity_hash, line.village_code from batch
    join roster_line as line on line.period = ${may} and line.upload_id = batch.roster_upload_id
  ), person as (
    select recipient_no, identity_hash from line
    union select member.recipient_no, member.identity_hash from batch
    join household_member as member on member.disbursement_id = batch.id
  ), earlier as (
    select line.recipient_no from disbursement
    join roster_line as line on line.period = ${april} and line.upload_id = disbursement.roster_upload_id
    where disbursement.period = ${april}
  ), owed as (
    select tie.filer_hash, tie.relative_hash, person.recipient_no from relative_tie as tie
    join filer on filer.identity_hash = tie.filer_hash
    join person on person.identity_hash = tie.relative_hash
    where filer.since <= ${may} + 30 and filer.until > ${may} + 30
      and person.recipient_no in (select recipient_no from earlier)
  ), unfiled as (
    select owed.* from owed left join relative_filing as filing on filing.filer_hash = owed.filer_hash
      and filing.identity_hash = owed.relative_hash and filing.recipient_no = owed.recipient_no
    where filing.id is null
  ), untrue as (
    select filing.id from relative_filing as filing
    left join person on person.recipient_no = filing.recipient_no
      and person.identity_hash = filing.identity_hash
    where person.recipient_no is null
  )
  select (select count(*) from owed) as owed, (select count(*) from unfiled) as unfiled,
    (select count(*) from untrue) as untrue`
