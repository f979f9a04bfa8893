import { type RawBuilder, sql } from 'kysely'
import { mustBeAtHand } from '../../funds/index.ts'
import { inSubtree, type Subtree } from '../../platform/access/scope.ts'
import { present } from '../../platform/database/present.ts'
import type { Tx } from '../../platform/work/work.ts'
import type { CheckKind } from '../labels.ts'
import type { Others } from './compare.ts'
import { make } from './work-tables.ts'

/** The records that a check covers: those of a programme within a subtree, in a month. */
export interface Aim {
  tree: Subtree
  programmeId: string
  /** The first day of the month, and the first day of the next month. */
  from: string
  until: string
  today: string
}

export type RecordKind = Exclude<CheckKind, 'payment'>

/**
 * The number of payment lines that a check reads; all of them must be in the database. Allocations themselves
 * are few and are not counted.
 *
 * @throws fund-month-archived
 */
export async function linesToRead(tx: Tx, kind: RecordKind, aim: Aim): Promise<number> {
  const { rows } = await sql<{ months: string[]; lines: number }>`
    select coalesce(array_agg(distinct period::text order by period::text), '{}') as months,
      least(coalesce(sum(lines), 0), ${sql.lit(2 ** 31 - 1)})::int as lines
    from (${files[kind](aim)}) as file`.execute(tx)
  const { months, lines } = present(rows[0])
  for (const month of months) await mustBeAtHand(tx, month)
  return lines
}

/**
 * Checks the allocations or batches of a month, and writes the exceptions to `found_exception`. Returns the
 * number of records, and a hash of their state.
 */
export async function compareRecords(tx: Tx, kind: RecordKind, aim: Aim): Promise<Others> {
  await make(tx, 'looked_at')`
${records[kind](aim)}`
  await make(tx, 'found_exception')`
    select checking.id as check_id, exception.type collate "C" as type,
      null::text collate "C" as recipient_no, null::text collate "C" as village_code, due, paid,
      exception.amount as difference, paid_on, record.id as record_id, record.unit_code
    from looked_at as record cross join checking
    cross join lateral (values ${exceptions[kind](aim)}) as exception (type, amount)
    where exception.amount is not null`
  const { rows } = await sql<Others>`
    select count(*)::int as count, encode(sha256(coalesce(string_agg(
      sha256(convert_to(to_json(record)::text, 'UTF8')), ''::bytea order by id), '')), 'hex') as hash
    from looked_at as record`.execute(tx)
  return present(rows[0])
}

/** The allocations of the programme within the subtree, with the figures that a check needs. */
function allocations({ tree, programmeId }: Aim, due: RawBuilder<unknown>, paid: RawBuilder<unknown>) {
  return sql`
    select allocation.id, allocation.unit_code, ${due} as due, ${paid} as paid, retained,
      allocation.due_on as hand_on_by,
      matching_due_on, matching_arrived_on, term.met_on
    from allocation
    left join term on term.subject_kind = 'allocation' and term.subject_id = allocation.id
    where allocation.programme_id = ${programmeId}::uuid
      and ${inSubtree(tree, { table: 'allocation', unit: 'unit_code' })}`
}

const handedOn = (aim: Aim) => allocations(aim, sql`amount`, sql`handed_down + spent`)

/** The allocations that were to be allocated on in the month. */
const handedOnIn = (aim: Aim) => sql`select * from (${handedOn(aim)}) as allocated
  where hand_on_by >= ${aim.from}::date and hand_on_by < ${aim.until}::date`

/** The batches of the month, with the amounts paid. */
const paidIn = ({ tree, programmeId, from }: Aim) => sql`
  select disbursement.id, disbursement.unit_code, disbursement.period, disbursement.account_id,
    file.id as file_id, file.lines, file.paid_amount
  from disbursement join fund_upload as file on file.id = disbursement.payments_upload_id
  where disbursement.programme_id = ${programmeId}::uuid and disbursement.period = ${from}::date
    and ${inSubtree(tree, { table: 'disbursement', unit: 'unit_code' })}`

/** The payment files whose lines the check reads. */
const files: Record<RecordKind, (aim: Aim) => RawBuilder<unknown>> = {
  allocation: (aim) => sql`
    select batch.period, file.lines
    from (${handedOnIn(aim)}) as one join disbursement as batch on batch.allocation_id = one.id
    join fund_upload as file on file.id = batch.payments_upload_id`,
  retention: () => noFiles,
  matching: () => noFiles,
  account: paidIn
}
const noFiles = sql`select null::date as period, 0 as lines where false`

/** The amounts that left an allocation after its last day: parts allocated on, and payments. */
const afterwards = sql`
  select coalesce((
    select fen_sum(part.amount) from allocation as part
    where part.parent_id = one.id and part.received_on > one.hand_on_by), 0) + coalesce((
    select fen_sum(paid.late) from disbursement as batch cross join lateral (
      select fen_sum(line.amount) as late from payment_line as line
      where line.period = batch.period and line.upload_id = batch.payments_upload_id
        and line.status = 'paid' and line.paid_on > one.hand_on_by) as paid
    where batch.allocation_id = one.id), 0) as flow`

/** The records that each kind of check covers. */
const records: Record<RecordKind, (aim: Aim) => RawBuilder<unknown>> = {
  // Late is the amount left when the day was over, less the amount left now; payments may exceed that amount.
  allocation: (aim) => sql`
    select one.*, met_on as paid_on, greatest(due - paid + afterwards.flow, 0) - retained as late
    from (${handedOnIn(aim)}) as one cross join lateral (${afterwards}) as afterwards`,
  retention: (aim) => sql`select *, null::date as paid_on from (${handedOn(aim)}) as one
    where hand_on_by < least(${aim.until}::date, ${aim.today}::date)`,
  matching: (aim) => sql`select one.*, matching_arrived_on as paid_on, coalesce((
      select max(arrived) from matching_arrival
      where allocation_id = one.id and arrived_on <= matching_due_on), 0) as in_time
    from (${allocations(aim, sql`matching_budgeted`, sql`matching_arrived`)}) as one
    where matching_due_on >= ${aim.from}::date and matching_due_on < ${aim.until}::date`,
  account: (aim) => sql`
    select batch.id, batch.unit_code, null::bigint as due, batch.paid_amount as paid, last.paid_on,
      batch.account_id, account.has_ledger, last.outside
    from (${paidIn(aim)}) as batch
    left join fund_account as account on account.id = batch.account_id
    cross join lateral (
      select max(line.paid_on) as paid_on, fen_sum(line.amount) filter (
        where line.paid_on < account.valid_from or line.paid_on >= account.valid_to) as outside
      from payment_line as line
      where line.period = ${aim.from}::date and line.upload_id = batch.file_id and line.status = 'paid'
    ) as last`
}

/** The possible exceptions of each record, with their amounts. A term is missed when its last day is over. */
const exceptions: Record<RecordKind, (aim: Aim) => RawBuilder<unknown>> = {
  allocation: ({ today }) => sql`
    ('handed-down-late', nullif(late, 0)),
    ('not-handed-down', case when retained > 0 and hand_on_by < ${today}::date then retained end)`,
  retention: () => sql`('retained', nullif(retained, 0))`,
  matching: ({ today }) => sql`
    ('matching-late', case when paid >= due and matching_arrived_on > matching_due_on then due - in_time end),
    ('matching-short', case when paid < due and matching_due_on < ${today}::date then due - paid end)`,
  account: () => sql`
    ('no-account', case when account_id is null then paid end),
    ('account-expired', outside),
    ('no-ledger', case when not has_ledger then paid end)`
}
