import type pg from 'pg'
import { terms } from '../../bench/support/cases.ts'
import { seconds } from './support.ts'

// The data of the drill on capacity: the tree of Jilin once for each of the 31 provinces, and on it cases, audit
// lines and one month of rosters and payments.

export interface Volume {
  cases: number
  auditLines: number
  rosterLines: number
}

/**
 * What 31 provinces write in five years, as assumed: 65,000 cases a province and year; ten audit lines a case,
 * with those of everything else; 45 million recipients, each in one roster a month, and paid once.
 */
export const FULL: Volume = { cases: 10_000_000, auditLines: 100_000_000, rosterLines: 2_700_000_000 }

const OTHERS = [
  ...[11, 12, 13, 14, 15, 21, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42],
  ...[43, 44, 45, 46, 50, 51, 52, 53, 54, 61, 62, 63, 64, 65]
]

const MONTH = `date '2026-05-01'`

/** Fills the database; gives the seconds it took. */
export async function fill(client: pg.Client, volume: Volume, say: (line: string) => void): Promise<number> {
  const began = performance.now()
  for (const [what, text] of steps(volume)) {
    const at = performance.now()
    await client.query(text)
    say(`${what}: ${seconds(at)} s`)
  }
  return seconds(began)
}

function steps({ cases, auditLines, rosterLines }: Volume): [string, string][] {
  return [
    ['units', units],
    ['no index of words yet', 'drop index petition_case_words_index'],
    ['numbered units', numbered],
    ['cases', caseRows(cases)],
    ['terms', terms],
    [
      'index of words',
      'create index petition_case_words_index on petition_case using gin (bigrams(summary))'
    ],
    ['audit lines', audit(auditLines)],
    ['seals', seals],
    ['sealed lines', sealed],
    ['a month', `select fund_month(${MONTH})`],
    ['programmes', programmes],
    ['batches', batches],
    ['uploads', ['roster', 'payments'].map((kind) => upload(kind)).join(';')],
    ['roster lines', roster(rosterLines)],
    ['payment lines', payments],
    ['files of batches', filesOfBatches],
    ['statistics', 'vacuum analyze']
  ]
}

const units = `
  insert into unit (code, name, level, parent_code, path, counts_in_quota)
  select p || substr(code, 3), name, level, p || substr(parent_code, 3),
    regexp_replace(path, '(^|\\.)22', '\\1' || p, 'g'), counts_in_quota
  from unit, unnest(array[${OTHERS}]::text[]) p where within_1 = '22' order by length(path)`

const numbered = `
  create temp table place as select code, name, path, level, row_number() over (order by code) - 1 as at from unit;
  create index on place (at); analyze place`

const caseRows = (count: number) => `
  insert into petition_case (id, number, kind, channel, received_at, unit_code, path, receiving_unit_code,
    deciding_unit_code, category, cause, summary, anonymous, state, next_due_on, concluded_on, created_at, created_by)
  select uuid_v7(), code || '-' || 2022 + n % 5 || '-' || lpad(n::text, 8, '0'),
    (array['appeal', 'report', 'suggestion', 'enquiry'])[1 + n % 4],
    (array['hotline', 'online', 'visit', 'letter'])[1 + n / 3 % 4],
    now() - n % 1825 * interval '1 day', code, path, code, code,
    (array['low-income-allowance', 'temporary-assistance', 'medical-assistance', 'conduct', 'other'])[1 + n % 5],
    case when n % 2 = 0 then (array['late-handling', 'short-payment', 'poor-conduct', 'other'])[1 + n % 4] end,
    '反映' || name || (array['低保', '特困供养', '临时救助', '医疗救助', '资金发放'])[1 + n % 5] ||
      (array['办理超期', '没有答复', '公示不全', '态度生硬', '金额不足'])[1 + n / 5 % 5] || '，第' || n || '件',
    n % 7 = 0, case when n % 20 > 0 then 'replied' else 'received' end,
    case when n % 20 > 0 then 'infinity' else current_date - 10 + (n % 1000) * 7919 % 60 end,
    case when n % 20 > 0 then current_date - n % 1800 end, now(), 'drill'
  from generate_series(0, ${count} - 1) n
  join place on place.at = n::bigint * 7919 % (select count(*) from place)`

const audit = (count: number) => `
  insert into audit_line (id, at, actor_sub, actor_name, actor_unit, action, subject_kind, subject_id, unit_code, path,
    request_id, details, mac)
  select uuid_v7(), now() - interval '1 day', 'person-' || n % 50000, '经办人', code,
    (array['case.accepted', 'case.replied', 'case.transferred', 'inspection.completed'])[1 + n % 4], 'case',
    md5((n / 10)::text)::uuid::text, code, path, md5(n::text)::uuid::text,
    json_build_object('state', 'accepted', 'dueOn', current_date, 'clause', 'xinfang-2022:22'),
    md5(n::text) || md5('x' || n)
  from generate_series(0, ${count} - 1) n
  join place on place.at = n::bigint * 104729 % (select count(*) from place)`

const seals = `
  insert into audit_seal (number, sealed_at, lines, key_id, previous_hash, hash)
  select (select coalesce(max(number), 0) from audit_seal) + n, now(), 500, 'drill', md5(n::text), md5((n + 1)::text)
  from generate_series(1, (select count(*) / 500 + 1 from audit_line)) n`

const sealed = `
  insert into audit_sealed_line (line_id, seal_number, position)
  select id, (select max(number) from audit_seal) - n / 500, n % 500
  from (select id, row_number() over () - 1 as n from audit_line
    where not exists (select from audit_sealed_line where line_id = id)
      and not exists (select from audit_pending where line_id = id)) line`

const programmes = `
  insert into fund_programme (id, unit_code, path, code, name)
  select uuid_v7(), code, path, 'drill', 'drill' from unit where level = 'province'`

const batches = `
  insert into disbursement (id, programme_id, unit_code, path, period, due_on, created_at, created_by)
  select uuid_v7(), fund_programme.id, unit.code, unit.path, ${MONTH}, ${MONTH} + 9, now(), 'drill'
  from unit join fund_programme on fund_programme.unit_code = unit.within_1 where level = 'county'`

const upload = (kind: string) => `
  insert into fund_upload (id, disbursement_id, kind, number, period, lines, amount, paid_lines, paid_amount, file_hash,
    format, uploaded_at, uploaded_by)
  select uuid_v7(), id, '${kind}', 1, period, 1, 1, ${kind === 'payments' ? '1, 1' : 'null, null'}, md5(id::text),
    'utf-8', now(), 'drill' from disbursement`

const roster = (count: number) => `
  insert into roster_line (period, upload_id, line, recipient_no, village_code, amount, account, identity_hash,
    identity_end)
  select file.period, file.id, n, 'R' || lpad(n::text, 8, '0'), unit_code || '001001', 30000 + n % 900,
    '62284800' || n, sha256((file.id::text || n)::bytea), '1234'
  from fund_upload as file join disbursement on disbursement.id = disbursement_id,
    generate_series(1, ${count} / (select count(*)::int from disbursement)) n
  where kind = 'roster'`

const payments = `
  insert into payment_line (period, upload_id, line, recipient_no, amount, paid_on, account, status)
  select roster_line.period, paid.id, line, recipient_no, roster_line.amount - case when line % 100 = 23 then 1 else 0 end,
    roster_line.period + 8, account, 'paid'
  from roster_line join fund_upload due on due.id = upload_id
  join fund_upload paid on paid.disbursement_id = due.disbursement_id and paid.kind = 'payments'`

const filesOfBatches = `
  update disbursement set roster_upload_id = roster.id, payments_upload_id = payments.id
  from fund_upload as roster, fund_upload as payments
  where roster.disbursement_id = disbursement.id and roster.kind = 'roster'
    and payments.disbursement_id = disbursement.id and payments.kind = 'payments'`

/** Tables whose rows go with one of the volumes. */
const GROWING: [string, keyof Volume | undefined][] = [
  ['unit', undefined],
  ['petition_case', 'cases'],
  ['term', 'cases'],
  ['audit_line', 'auditLines'],
  ['audit_sealed_line', 'auditLines'],
  ['roster_line', 'rosterLines'],
  ['payment_line', 'rosterLines']
]

/** What each table and its indexes take, by the row, and all of it in five years. */
export async function sizes(client: pg.Client, volume: Volume): Promise<{ name: string; text: string }[]> {
  const found: { name: string; text: string }[] = []
  let all = 0
  for (const [name, driver] of GROWING) {
    const { rows } = await client.query(
      `select sum(pg_table_size(relid))::float8 as heap, sum(pg_indexes_size(relid))::float8 as indexes,
         (select count(*)::float8 from ${name}) as count
       from (select '${name}'::regclass as relid
         union select relid from pg_partition_tree('${name}')) part`
    )
    const { heap, indexes, count } = rows[0]
    const full = (heap + indexes) * (driver === undefined ? 1 : FULL[driver] / volume[driver])
    all += full
    const each = `${Math.round(heap / count)} + ${Math.round(indexes / count)} bytes a row`
    const text = `${count} rows, table ${mb(heap)}, indexes ${mb(indexes)} (${each}); five years ${gb(full)}`
    found.push({ name: `size of ${name}`, text })
  }
  return [...found, { name: 'size of all these in five years', text: gb(all) }]
}

const mb = (bytes: number) => `${Math.round(bytes / 1e6)} MB`
const gb = (bytes: number) => `${Math.round(bytes / 1e9)} GB`
