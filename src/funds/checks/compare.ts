import { type RawBuilder, sql } from 'kysely'
import { PLANNED_ANEW } from '../../platform/database/connect.ts'
import { inSubtree, type Subtree } from '../../platform/scope.ts'
import type { Tx } from '../../platform/work.ts'

/** The sizes of files differ by five powers of ten: no plan fits all. */
const ANEW = sql.raw(PLANNED_ANEW)

/** The batch of a check of its own, with the files that stood when it was asked for. */
export interface Batch {
  id: string
  period: string
  rosterUploadId: string | null
  paymentsUploadId: string | null
}

/** Rosters of the month among which the same people are searched for. */
export interface Others {
  count: number
  hash: string
}

/**
 * Compares the rosters of the batches in `checking` with their payments, and leaves what does not fit in
 * `found_exception`. Both files go through one grouping by recipient, instead of one each and a join of the
 * two: half the work, and no estimate of sizes that could go wrong. With the batch named, its lines are found
 * by constants.
 */
export async function comparePayments(tx: Tx, period: string, batch?: Batch): Promise<void> {
  await sql`
    create temporary table found_exception on commit drop as
    with line as (
      select checking.id as check_id, recipient_no, village_code, amount as due, account as roster_account,
        null::bigint as paid, null::bigint as late, null::text collate "C" as paid_account,
        null::date as paid_on, null::date as returned_on
      from checking join roster_line as line on line.upload_id = checking.roster_upload_id
      where ${ofFile(period, batch?.rosterUploadId)}
      union all
      select checking.id, recipient_no, null, null, null,
        case when status = 'paid' then amount end,
        case when status = 'paid' and paid_on > due_on then amount end,
        case when status = 'paid' then account end,
        case when status = 'paid' then paid_on end,
        case when status = 'returned' then paid_on end
      from checking join payment_line as line on line.upload_id = checking.payments_upload_id
      where ${ofFile(period, batch?.paymentsUploadId)}
    ), recipient as (
      select check_id, recipient_no, min(village_code) as village_code, sum(due)::bigint as due,
        sum(paid)::bigint as paid, count(paid) as paid_lines, sum(late)::bigint as late,
        max(paid_on) as paid_on, max(returned_on) as returned_on,
        min(roster_account) as first_named, max(roster_account) as last_named,
        min(paid_account) as first_paid, max(paid_account) as last_paid
      from line
      group by check_id, recipient_no
      having sum(due) is null or sum(paid) is null or sum(paid) <> sum(due) or sum(late) is not null
        or min(roster_account) <> min(paid_account) or max(roster_account) <> max(paid_account)
        or min(roster_account) <> max(roster_account)
    )
    select check_id, exception.type collate "C" as type, recipient_no, village_code, due, paid,
      exception.amount as difference, coalesce(paid_on, returned_on) as paid_on, null::uuid as record_id,
      null::text collate "C" as unit_code
    from recipient
    join checking on checking.id = check_id
    cross join lateral (values
      ('unpaid', case when due is not null and paid is null and returned_on is null then due end),
      ('returned', case when due is not null and paid is null and returned_on is not null then due end),
      ('underpaid', case when paid < due then due - paid end),
      ('duplicate', case when paid > due and paid_lines > 1 then paid - due end),
      ('overpaid', case when paid > due and paid_lines = 1 then paid - due end),
      -- Where there is no roster at all, nobody is missing on it.
      ('not-on-roster', case when due is null and roster_upload_id is not null then coalesce(paid, 0) end),
      ('late', late),
      ('wrong-account', ${astray(period)})
    ) as exception (type, amount)
    where exception.amount is not null ${ANEW}`.execute(tx)
}

/** Names the partition, and the file where there is one alone. */
function ofFile(period: string, id: string | null | undefined): RawBuilder<unknown> {
  const inMonth = sql`line.period = ${period}::date`
  return id == null ? inMonth : sql`${inMonth} and line.upload_id = ${id}::uuid`
}

/**
 * What was paid to other accounts than the roster names. Mostly one account is named and one was paid to;
 * otherwise the lines are asked, by their index.
 */
function astray(period: string): RawBuilder<unknown> {
  return sql`case
    when first_named is null or first_paid is null then null
    when first_named = last_named and first_paid = last_paid
      then case when first_named <> first_paid then paid end
    else (
      select sum(line.amount)::bigint from payment_line as line
      where line.period = ${period}::date and line.upload_id = payments_upload_id
        and line.recipient_no = recipient.recipient_no and line.status = 'paid'
        and not exists (
          select from roster_line as named
          where named.period = ${period}::date and named.upload_id = roster_upload_id
            and named.recipient_no = line.recipient_no and named.account = line.account))
    end`
}

/** Leaves the rosters of the month within a subtree in `other_roster`. */
export async function gatherOthers(tx: Tx, period: string, scope: Subtree): Promise<Others> {
  await sql`
    create temporary table other_roster on commit drop as
    select disbursement.unit_code, disbursement.programme_id, roster_upload_id, file.file_hash
    from disbursement join fund_upload as file on file.id = roster_upload_id
    where disbursement.period = ${period}::date
      and ${inSubtree(scope, { table: 'disbursement', unit: 'unit_code' })}`.execute(tx)
  await sql`analyze other_roster`.execute(tx)
  const { rows } = await sql<Others>`
    select count(*)::int as count, encode(sha256(convert_to(coalesce(string_agg(
      concat_ws(':', unit_code, programme_id, file_hash), E'\n' order by unit_code, programme_id), ''),
      'UTF8')), 'hex') as hash
    from other_roster`.execute(tx)
  return rows[0] as Others
}

/**
 * Adds who stands on two rosters of the month: of two units in one programme, or in two programmes that
 * exclude each other. The same person is known by the keyed hash alone.
 */
export async function findDoubles(tx: Tx, period: string, batch?: Batch): Promise<void> {
  await sql`
    insert into found_exception (check_id, type, recipient_no, village_code, due, difference, unit_code)
    with own as (
      select checking.id as check_id, programme_id, roster_upload_id, line.recipient_no, identity_hash,
        min(village_code) as village_code, sum(amount)::bigint as due
      from checking join roster_line as line on line.upload_id = checking.roster_upload_id
      where ${ofFile(period, batch?.rosterUploadId)} and identity_hash is not null
      group by checking.id, programme_id, roster_upload_id, line.recipient_no, identity_hash
    ), twice as (
      select check_id, own.recipient_no, own.village_code, own.due, min(other.unit_code) as unit_code
      from own
      -- Fenced in, so that each person is looked up: a month just filled has no statistics to plan by.
      cross join lateral (
        select upload_id from roster_line
        where identity_hash = own.identity_hash and period = ${period}::date offset 0) as line
      join other_roster as other on other.roster_upload_id = line.upload_id
      left join fund_exclusion as exclusion
        on exclusion.programme_id = own.programme_id and exclusion.other_id = other.programme_id
      where other.roster_upload_id <> own.roster_upload_id
        and (other.programme_id = own.programme_id or exclusion.other_id is not null)
      group by check_id, own.recipient_no, own.identity_hash, own.village_code, own.due
    )
    select check_id, 'double-roster', recipient_no, min(village_code), sum(due)::bigint, sum(due)::bigint,
      min(unit_code)
    from twice group by check_id, recipient_no ${ANEW}`.execute(tx)
}
