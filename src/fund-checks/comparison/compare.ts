import { type RawBuilder, sql } from 'kysely'
import { mustHaveLines } from '../../funds/index.ts'
import { inSubtree, type Subtree } from '../../platform/access/scope.ts'
import { PLANNED_AGAIN } from '../../platform/database/connect.ts'
import { present } from '../../platform/database/present.ts'
import type { Tx } from '../../platform/work/work.ts'
import { analyze, make } from './work-tables.ts'

/** Files differ in size by five powers of ten, so no plan fits all: each statement is planned again. */
const AGAIN = sql.raw(PLANNED_AGAIN)

/** A single batch to check, with the files that were current when the check was requested. */
export interface Batch {
  period: string
  dueOn: string
  rosterUploadId: string | null
  paymentsUploadId: string | null
}

/** How many rosters of the month were searched for the same people, and a hash over them. */
export interface Others {
  count: number
  hash: string
}

/**
 * Compares the rosters of the batches in `checking` with their payments, and writes the exceptions to
 * `found_exception`. Each file is grouped by recipient before the join, because its index keeps the lines of
 * a recipient together. With `batch`, constants select its lines and the recipient is the only key.
 */
export async function comparePayments(tx: Tx, period: string, batch?: Batch): Promise<void> {
  await keepLines(tx)
  const sides = batch === undefined ? ofAll(period) : ofOne(batch)
  const { whose, key, roster, payments, returned, dueOn } = sides
  await make(tx, 'found_exception')`
    with due as (
      select ${whose}, min(village_code) as village_code, fen_sum(amount) as due,
        min(account) as first_named, max(account) as last_named
      from ${roster} group by ${whose}
    ), paid as (
      select ${whose}, fen_sum(amount) as paid, count(*) as paid_lines,
        fen_sum(amount) filter (where paid_on > ${dueOn}) as late, max(paid_on) as paid_on,
        min(account) as first_paid, max(account) as last_paid
      from ${payments} and status = 'paid' group by ${whose}
    ), returned as (
      select ${whose}, max(paid_on) as returned_on
      from ${returned} and status = 'returned' group by ${whose}
    ), recipient as (
      select * from due full join paid using (${key}) full join returned using (${key})
      where due is null or paid is null or paid <> due or late is not null
        or first_named <> first_paid or last_named <> last_paid or first_named <> last_named
    )
    select checking.id as check_id, exception.type collate "C" as type, recipient_no, village_code,
      due, paid, exception.amount as difference, coalesce(paid_on, returned_on) as paid_on,
      null::uuid as record_id, null::text collate "C" as unit_code
    from recipient
    join checking on ${batch === undefined ? sql`checking.id = recipient.id` : sql`true`}
    cross join lateral (values ${misfits(period)}) as exception (type, amount)
    where exception.amount is not null ${AGAIN}`
}

/** The possible exceptions of a recipient, each with its amount; null if the exception does not apply. */
function misfits(period: string): RawBuilder<unknown> {
  return sql`
    ('unpaid', case when paid is null and returned_on is null then due end),
    ('returned', case when paid is null and returned_on is not null then due end),
    ('underpaid', case when paid < due then due - paid end),
    ('duplicate', case when paid > due and paid_lines > 1 then paid - due end),
    ('overpaid', case when paid > due and paid_lines = 1 then paid - due end),
    -- Without a roster no recipient can be missing on it.
    ('not-on-roster', case when due is null and roster_upload_id is not null then coalesce(paid, 0) end),
    ('late', late),
    ('wrong-account', ${astray(period)})`
}

/** The lines to compare, and the columns that group them. */
interface Sides {
  /** The columns by which either file is grouped. */
  whose: RawBuilder<unknown>
  /** The same columns, as keys of the join. */
  key: RawBuilder<unknown>
  roster: RawBuilder<unknown>
  payments: RawBuilder<unknown>
  returned: RawBuilder<unknown>
  dueOn: RawBuilder<unknown>
}

/** The lines of one batch. */
function ofOne({ period, dueOn, rosterUploadId, paymentsUploadId }: Batch): Sides {
  const file = (id: string | null) => sql`line.period = ${period}::date and line.upload_id = ${id}::uuid`
  const payments = sql`payment_line as line where ${file(paymentsUploadId)}`
  return {
    whose: sql`recipient_no`,
    key: sql`recipient_no`,
    roster: sql`roster_line as line where ${file(rosterUploadId)}`,
    payments,
    // Tests first whether a payment came back: mostly none did, and then the file need not be read again.
    returned: sql`${payments} and (
      select lines > paid_lines from fund_upload where id = ${paymentsUploadId}::uuid)`,
    dueOn: sql`${dueOn}::date`
  }
}

/** The lines of all batches in `checking`. */
function ofAll(period: string): Sides {
  const inMonth = sql`line.period = ${period}::date`
  const payments = sql`
    checking join payment_line as line on line.upload_id = payments_upload_id where ${inMonth}`
  return {
    whose: sql`checking.id, recipient_no`,
    key: sql`id, recipient_no`,
    roster: sql`checking join roster_line as line on line.upload_id = roster_upload_id where ${inMonth}`,
    payments,
    returned: payments,
    dueOn: sql`due_on`
  }
}

/**
 * The amount that was paid to accounts other than those on the roster. Usually the roster names one account
 * and one account was paid; otherwise the lines are read, by their index.
 */
function astray(period: string): RawBuilder<unknown> {
  return sql`case
    when first_named is null or first_paid is null then null
    when first_named = last_named and first_paid = last_paid
      then case when first_named <> first_paid then paid end
    else (
      select fen_sum(line.amount) from payment_line as line
      where line.period = ${period}::date and line.upload_id = payments_upload_id
        and line.recipient_no = recipient.recipient_no and line.status = 'paid'
        and case when first_named = last_named then line.account <> first_named else not exists (
          select from roster_line as named
          where named.period = ${period}::date and named.upload_id = roster_upload_id
            and named.recipient_no = line.recipient_no and named.account = line.account) end)
    end`
}

/**
 * Writes the rosters of the month within a subtree to `other_roster`. For batches that are being checked,
 * these are the compared rosters, even if another one has become current since.
 */
export async function gatherOthers(tx: Tx, period: string, scope: Subtree): Promise<Others> {
  await make(tx, 'other_roster')`
    select disbursement.id as disbursement_id, disbursement.unit_code, disbursement.programme_id,
      file.id as roster_upload_id, file.file_hash
    from disbursement
    left join checking on checking.disbursement_id = disbursement.id
    join fund_upload as file on file.id =
      case when checking.id is null then disbursement.roster_upload_id else checking.roster_upload_id end
    where disbursement.period = ${period}::date
      and ${inSubtree(scope, { table: 'disbursement', unit: 'unit_code' })}`
  await analyze(tx, 'other_roster')
  const { rows } = await sql<Others>`
    select count(*)::int as count, encode(sha256(convert_to(coalesce(string_agg(
      concat_ws(':', unit_code, programme_id, file_hash), E'\n' order by unit_code, programme_id), ''),
      'UTF8')), 'hex') as hash
    from other_roster`.execute(tx)
  return present(rows[0])
}

/**
 * Adds recipients who are on two rosters of the month: of two units in one programme, or in two programmes
 * that exclude each other. Only the keyed hash identifies a person. Of several other rosters the first is
 * named.
 */
export async function findDoubles(tx: Tx, period: string, batch?: Batch): Promise<void> {
  const inMonth = sql`line.period = ${period}::date`
  const inFile =
    batch === undefined ? inMonth : sql`${inMonth} and line.upload_id = ${batch.rosterUploadId}::uuid`
  await sql`
    insert into found_exception (check_id, type, recipient_no, village_code, due, difference, record_id,
      unit_code)
    with twice as (
      select checking.id as check_id, checking.roster_upload_id, line.recipient_no,
        min(other.unit_code) as unit_code,
        (array_agg(other.disbursement_id order by other.unit_code, other.disbursement_id))[1] as record_id
      from checking join roster_line as line on line.upload_id = checking.roster_upload_id
      -- The offset makes PostgreSQL look up each person: a month just filled has no statistics.
      cross join lateral (
        select upload_id from roster_line
        where identity_hash = line.identity_hash and period = ${period}::date offset 0) as same
      join other_roster as other on other.roster_upload_id = same.upload_id
      left join fund_exclusion as exclusion
        on exclusion.programme_id = checking.programme_id and exclusion.other_id = other.programme_id
      where ${inFile} and line.identity_hash is not null
        and other.disbursement_id <> checking.disbursement_id
        and (other.programme_id = checking.programme_id or exclusion.other_id is not null)
      group by checking.id, checking.roster_upload_id, line.recipient_no
    )
    select check_id, 'double-roster', recipient_no, own.village_code, own.due, own.due, record_id, unit_code
    from twice
    -- The whole amount due to the recipient, including lines without an identity number.
    cross join lateral (
      select min(village_code) as village_code, fen_sum(amount) as due from roster_line as line
      where ${inMonth} and line.upload_id = twice.roster_upload_id and line.recipient_no = twice.recipient_no
    ) as own ${AGAIN}`.execute(tx)
}

/**
 * Locks the compared uploads until the end of the transaction, so that their lines stay.
 *
 * @throws upload-lines-removed
 */
async function keepLines(tx: Tx): Promise<void> {
  const { rows } = await sql<{ linesRemovedAt: string | null }>`
    select lines_removed_at as "linesRemovedAt" from fund_upload
    where id in (
      select roster_upload_id from checking where roster_upload_id is not null
      union all select payments_upload_id from checking where payments_upload_id is not null)
    for share`.execute(tx)
  for (const one of rows) mustHaveLines(one)
}
