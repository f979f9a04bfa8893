import { sql } from 'kysely'
import type { Tx } from '../../platform/work/work.ts'

/** The current version, and the version that replaces it with some lines of its own. */
export interface Versions {
  period: string
  beforeId: string
  id: string
}

/** Recipient, account and amount identify the line of a payment. */
const key = sql`recipient_no, account, amount`

/**
 * The numbers of lines that report the return of a payment that does not exist; at most `most`. Two payments
 * of the same amount to the same account may both come back.
 */
export async function returnsWithoutPayment(tx: Tx, versions: Versions, most: number): Promise<number[]> {
  const { period, beforeId, id } = versions
  const { rows } = await sql<{ line: number }>`
    with added as (
      select line, status, ${key}, row_number() over (partition by ${key} order by line) as turn
      from payment_line where period = ${period}::date and upload_id = ${id}::uuid
    ), present as (
      select ${key}, count(*) as lines from payment_line
      where period = ${period}::date and upload_id = ${beforeId}::uuid
        and recipient_no in (select recipient_no from added)
      group by ${key}
    )
    select added.line from added left join present using (${key})
    where status = 'returned' and turn > coalesce(present.lines, 0)
    order by line limit ${most}`.execute(tx)
  return rows.map(({ line }) => line)
}

interface Sums {
  lines: number
  fen: number
  paidLines: number
  paidFen: number
}

/**
 * Adds the lines of the previous version to the new one, except those that the new one replaces. The lines of
 * the new version itself are numbered after them. Returns the sums of all lines.
 */
export async function addStandingLines(tx: Tx, { period, beforeId, id }: Versions): Promise<Sums> {
  await sql`
    update payment_line set line = line + (
      select coalesce(max(line), 0) from payment_line
      where period = ${period}::date and upload_id = ${beforeId}::uuid)
    where period = ${period}::date and upload_id = ${id}::uuid`.execute(tx)
  await sql`
    with added as (
      select ${key}, count(*) as lines from payment_line
      where period = ${period}::date and upload_id = ${id}::uuid group by ${key}
    ), present as (
      select line, paid_on, status, ${key} from payment_line
      where period = ${period}::date and upload_id = ${beforeId}::uuid
    ), named as (
      select present.*, added.lines,
        row_number() over (partition by ${key} order by present.status, present.line) as turn
      from present join added using (${key})
    )
    insert into payment_line (period, upload_id, line, recipient_no, amount, paid_on, account, status)
    select ${period}::date, ${id}::uuid, line, recipient_no, amount, paid_on, account, status from present
    where not exists (
      select from added where (added.recipient_no, added.account, added.amount)
        = (present.recipient_no, present.account, present.amount))
    union all
    select ${period}::date, ${id}::uuid, line, recipient_no, amount, paid_on, account, status from named
    where turn > lines`.execute(tx)
  const { rows } = await sql<Record<keyof Sums, string>>`
    select count(*) as lines, coalesce(sum(amount), 0) as fen,
      count(*) filter (where status = 'paid') as "paidLines",
      coalesce(sum(amount) filter (where status = 'paid'), 0) as "paidFen"
    from payment_line where period = ${period}::date and upload_id = ${id}::uuid`.execute(tx)
  const [sums] = rows
  return {
    lines: Number(sums?.lines),
    fen: Number(sums?.fen),
    paidLines: Number(sums?.paidLines),
    paidFen: Number(sums?.paidFen)
  }
}
