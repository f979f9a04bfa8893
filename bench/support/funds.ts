import type { Bench } from './bench.ts'
import { filledDatabase } from './filled.ts'

export const PERIOD = '2026-05'
export const LONG = 1_000_000
export const BATCHES = 8_000
export const SHORT = 60

const month = `'${PERIOD}-01'::date`

/** What lies beside a batch: a programme, and the table in which its lines lie. */
const programme = (code: string) => `insert into fund_programme (id, unit_code, path, code, name)
  values (gen_random_uuid(), '22', '22', '${code}', '${code}')`

/** Name of a database with one batch of a million lines in both files, made at first use. */
export function longDatabase(bench: Bench): Promise<string> {
  const batch = `insert into disbursement (id, programme_id, unit_code, path, period, due_on, created_at, created_by)
    select uuid_v7(), fund_programme.id, unit.code, unit.path, ${month}, ${month} + 9, now(), 'bench'
    from fund_programme, unit where unit.code = '220102'`
  return filledDatabase(bench, 'long_fund', [
    `select fund_month(${month})`,
    programme('bench'),
    batch,
    ...files(LONG)
  ])
}

/** The same with a province's month: as many programmes as it takes for each county and township to pay once. */
export function monthDatabase(bench: Bench): Promise<string> {
  const batches = `insert into disbursement (id, programme_id, unit_code, path, period, due_on, created_at, created_by)
    select uuid_v7(), fund_programme.id, unit.code, unit.path, ${month}, ${month} + 9, now(), 'bench'
    from unit, fund_programme where level in ('county', 'township')
    order by fund_programme.code, unit.code limit ${BATCHES}`
  const programmes = Array.from({ length: 12 }, (_, n) => programme(`bench-${n + 10}`))
  return filledDatabase(bench, 'month_fund', [
    `select fund_month(${month})`,
    ...programmes,
    batches,
    ...files(SHORT)
  ])
}

/**
 * The two files of each batch. Of a hundred recipients one is paid nothing, one too little, one twice, one late;
 * one in five has an identity number, which is nobody else's.
 */
function files(lines: number): string[] {
  return [
    upload('roster', lines),
    upload('payments', lines),
    `insert into roster_line (period, upload_id, line, recipient_no, village_code, amount, account, identity_hash,
        identity_end)
      select file.period, file.id, n, 'R' || lpad(n::text, 8, '0'), '220102001001', 30000 + n % 900,
        '62284800' || n, case when n % 5 = 0 then sha256((file.id::text || n)::bytea) end,
        case when n % 5 = 0 then '1234' end
      from fund_upload as file, generate_series(1, ${lines}) as n where file.kind = 'roster'
      order by file.id, n`,
    `insert into payment_line (period, upload_id, line, recipient_no, amount, paid_on, account, status)
      select file.period, file.id, n, 'R' || lpad((case when n % 100 = 7 then n - 1 else n end)::text, 8, '0'),
        30000 + n % 900 - case when n % 100 = 23 then 1 else 0 end,
        file.period + case when n % 100 = 42 then 10 else 8 end, '62284800' || n, 'paid'
      from fund_upload as file, generate_series(1, ${lines}) as n where file.kind = 'payments'
      order by file.id, n`,
    `update disbursement set roster_upload_id = roster.id, payments_upload_id = payments.id
      from fund_upload as roster, fund_upload as payments
      where roster.disbursement_id = disbursement.id and roster.kind = 'roster'
        and payments.disbursement_id = disbursement.id and payments.kind = 'payments'`
  ]
}

function upload(kind: 'roster' | 'payments', lines: number): string {
  const paid = kind === 'payments' ? `${lines}, ${lines * 30_000}` : 'null, null'
  return `insert into fund_upload (id, disbursement_id, kind, number, period, lines, amount, paid_lines, paid_amount,
      file_hash, format, uploaded_at, uploaded_by)
    select uuid_v7(), id, '${kind}', 1, period, ${lines}, ${lines * 30_000}, ${paid}, md5(id::text), 'utf-8', now(), 'bench'
    from disbursement`
}

/** Who is paid other than is due, by the bare join: what a check cannot do without. */
export const bareJoin = `
  with due as (
    select disbursement.id, recipient_no, sum(amount) as due from disbursement
    join roster_line as line on line.upload_id = roster_upload_id and line.period = ${month}
    group by disbursement.id, recipient_no
  ), paid as (
    select disbursement.id, recipient_no, sum(amount) filter (where status = 'paid') as paid from disbursement
    join payment_line as line on line.upload_id = payments_upload_id and line.period = ${month}
    group by disbursement.id, recipient_no
  )
  select count(*), sum(due), sum(paid), count(*) filter (where due is distinct from paid)
  from due full join paid using (id, recipient_no)`
