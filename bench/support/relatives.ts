import type { Bench } from './bench.ts'
import { filledDatabase } from './filled.ts'

export const PERIOD = '2026-05'
const [HOUSEHOLDS, FILERS, TIES] = [30_000, 2000, 5000]
const [april, may, asOf] = [`'2026-04-01'::date`, `'${PERIOD}-01'::date`, `'${PERIOD}-31'::date`]
const COUNTY = '22.2201.220102'

/** The hash of a person: of heads, of members, of filers and of people who receive nothing. */
const person = (kind: string, n: string) => `sha256(('${kind}' || (${n}))::bytea)`

/** A tie to a head, to a member, or to somebody on no roster. */
const relative = (n: string) => `case when ${n} % 10 < 4 then ${person('head', `${n} * 5`)}
  when ${n} % 10 < 6 then ${person('member', `${n} * 10`)} else ${person('stranger', n)} end`

/** The unit of the n-th filer, and the village of the n-th household: the villages of the county in turn. */
const villages = `select code, path, row_number() over (order by code) - 1 as place, count(*) over () as all_of_them
  from unit where path like '${COUNTY}.%' and level = 'village'`

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

/** One village whose filers declare nothing and file nothing. */
const silent = `(select min(code) from unit where path like '${COUNTY}.%' and level = 'village')`

/** Of fifty filings one names somebody else, one is for a household on no roster, one is late. */
const register = [
  `insert into filer (id, unit_code, path, name, kind, post, identity_hash, identity_end, since, until,
      leave_reason, left_at, left_by, registered_at, registered_by)
    select uuid_v7(), village.code, village.path, '人员' || n, 'committee-member', '委员', ${person('filer', 'n')},
      '1234', '2024-01-01', coalesce(gone.day, 'infinity'), gone.reason, gone.day, gone.by, now(), 'bench'
    from generate_series(0, ${FILERS - 1}) as n
    join (${villages}) as village on village.place = n % village.all_of_them
    left join (values (52, '2026-03-01'::date, 'retired', 'bench')) as gone (turn, day, reason, by)
      on gone.turn = n % 100`,
  `insert into relative_tie_file (unit_code, path, number, lines, file_hash, uploaded_at, uploaded_by)
    select code, path, 1, ${TIES}, 'bench', now(), 'bench' from unit where code = '2201'`,
  `insert into relative_tie (unit_code, filer_hash, relative_hash, relation, source, known_on)
    select '2201', ${person('filer', `n % ${FILERS}`)}, ${relative('n')}, 'parent', 'registry', ${may}
    from generate_series(1, ${TIES}) as n`,
  `insert into relative_filing (id, filer_id, filer_hash, unit_code, path, programme_id, recipient_no, village_code,
      target_path, identity_hash, identity_end, relation, is_head, filed_on, trigger, filed_at, filed_by)
    select uuid_v7(), filer.id, filer.identity_hash, filer.unit_code, filer.path, programme.id,
      case when n % 50 = 9 then 'X' else 'R' end || lpad((n * 5)::text, 8, '0'), village.code, village.path,
      ${relative('n')}, '1234', 'parent', n % 10 < 4,
      case when n % 50 = 1 then '2026-05-25'::date else '2026-04-20' end, 'annual', now(), 'bench'
    from generate_series(1, ${TIES}) as n
    join filer on filer.identity_hash = ${person('filer', `n % ${FILERS}`)}
    join (${villages}) as village on village.place = n * 5 % village.all_of_them
    cross join fund_programme as programme
    where (n % 10 < 6 and n % 3 <> 0 or n % 50 in (8, 9)) and filer.unit_code <> ${silent}`,
  `insert into filer_declaration (filer_id, year, declared_on, relatives, recorded_at, recorded_by)
    select id, 2026, '2026-03-02', 1, now(), 'bench' from filer
    where right(name, 2) <> '99' and unit_code <> ${silent}`,
  `insert into relative_registration (filing_id, level, unit_code, unit_name, on_day, by, on_behalf)
    select filing.id, level, filing.unit_code, 'bench', '2026-04-21', 'bench', false
    from relative_filing as filing, unnest(array['village', 'township', 'county']) as level
    where right(filing.recipient_no, 8)::int % 250 <> 10 or level <> 'county'`
]

/**
 * The exceptions of the county by one statement, written by hand for these data: what a check cannot do without.
 * It takes as given that nobody has two posts, that one roster pays for all villages, and when terms end.
 */
const bareExceptions = `
  with post as (
    select filer.id, filer.identity_hash, filer.unit_code, filer.since, declaration.year is not null as has_declared
    from filer left join filer_declaration as declaration on declaration.filer_id = filer.id and year = 2026
    where path like '${COUNTY}.%' and since <= ${asOf} and until > ${asOf}
  ), tie as (
    select tie.filer_hash, tie.relative_hash, tie.relation, post.id as filer_id, post.unit_code, post.since
    from relative_tie as tie join post on post.identity_hash = tie.filer_hash
    where tie.gone_on > ${asOf}
      and tie.relation in ('child', 'grandchild', 'grandparent', 'parent', 'sibling', 'spouse')
  ), line as not materialized (
    select line.recipient_no, line.village_code, line.identity_hash, batch.id as batch_id
    from disbursement as batch
    join roster_line as line on line.period = ${may} and line.upload_id = batch.roster_upload_id
    where batch.period = ${may} and batch.unit_code = '220102'
  ), earlier as materialized (
    select line.recipient_no from disbursement as batch
    join roster_line as line on line.period = ${april} and line.upload_id = batch.roster_upload_id
    where batch.period = ${april} and batch.unit_code = '220102'
  ), filing as materialized (
    select filing.id, filing.filer_id, filing.filer_hash, filing.unit_code, filing.identity_hash,
      filing.recipient_no, filing.village_code, filing.relation, filing.filed_on, filer.since, filer.until,
      line.recipient_no is not null as is_there,
      coalesce(line.identity_hash = filing.identity_hash or member.identity_hash is not null, false) as is_them
    from relative_filing as filing join filer on filer.id = filing.filer_id
    left join line on line.recipient_no = filing.recipient_no
    left join household_member as member on member.disbursement_id = line.batch_id
      and member.recipient_no = line.recipient_no and member.identity_hash = filing.identity_hash
    where filing.path like '${COUNTY}.%' and filing.filed_on <= ${asOf}
      and (filing.ended_on is null or filing.ended_on > ${asOf})
  ), place as (
    select tie.*, line.recipient_no, line.village_code from tie join line on line.identity_hash = tie.relative_hash
    union all
    select tie.*, line.recipient_no, line.village_code from tie
    join household_member as member on member.identity_hash = tie.relative_hash
    join line on line.batch_id = member.disbursement_id and line.recipient_no = member.recipient_no
  ), pair as materialized (
    select place.*, coalesce(filing.is_them, false) as is_matched from place
    left join filing on filing.filer_hash = place.filer_hash and filing.identity_hash = place.relative_hash
      and filing.recipient_no = place.recipient_no
    where filing.id is not null
      or place.since <= ${may} and place.recipient_no in (select recipient_no from earlier)
  )
  select case when filer_hash in (select filer_hash from pair where is_matched) then 'short' else 'unfiled' end as type,
    null as reason, unit_code, filer_id, null::uuid as filing_id, recipient_no, village_code, relation
  from pair where not is_matched
  union all
  select 'false', case when is_there then 'identity-mismatch' else 'no-such-recipient' end, unit_code, filer_id, id,
    recipient_no, village_code, relation
  from filing where not is_them
  union all
  select 'stale', 'left-post', unit_code, filer_id, id, recipient_no, village_code, relation
  from filing where until < ${may}
  union all
  select 'late', null, unit_code, filer_id, id, recipient_no, village_code, relation
  from filing where filed_on >= ${may} and since <= ${may} and recipient_no in (select recipient_no from earlier)
  union all
  select 'unregistered', null, unit_code, filer_id, id, recipient_no, village_code, relation
  from filing left join (
    select filing_id, count(*) as levels from relative_registration group by filing_id
  ) as registered on registered.filing_id = filing.id
  where coalesce(levels, 0) < 3
  union all
  select 'undeclared', null, unit_code, id, null, null, null, null from post where not has_declared
  union all
  select 'no-filing-unit', null, unit_code, null, null, null, null, null from post
  where unit_code not in (select unit_code from filing) group by unit_code having not bool_or(has_declared)`

export const bareJoin = `create temporary table bare_exception as ${bareExceptions}`

/** Whether the latest check found what the bare join finds. */
export const sameFound = `
  select exceptions = (
    select jsonb_object_agg(type, number)
    from (select type, count(*) as number from (${bareExceptions}) as found group by type) as counted) as same
  from relative_check order by made_at desc limit 1`
