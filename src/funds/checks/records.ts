import { type RawBuilder, sql } from 'kysely'
import { inSubtree, type Subtree } from '../../platform/scope.ts'
import type { Tx } from '../../platform/work.ts'
import type { CheckKind } from '../words.ts'
import type { Others } from './compare.ts'

/** What a check of records looks at: those of a programme within a subtree, in a month. */
export interface Aim {
  tree: Subtree
  programmeId: string
  /** The first day of the month, and that of the next one. */
  from: string
  until: string
  today: string
}

type RecordKind = Exclude<CheckKind, 'payment'>

/**
 * Looks at the allocations or batches of a month, and leaves what does not fit in `found_exception`. Gives
 * how many there were, and a hash of how they stood.
 */
export async function compareRecords(tx: Tx, kind: RecordKind, aim: Aim): Promise<Others> {
  await sql`
    create temporary table found_exception on commit drop as
    with record as (${records[kind](aim)})
    select checking.id as check_id, exception.type collate "C" as type,
      null::text collate "C" as recipient_no, null::text collate "C" as village_code, due, paid,
      exception.amount as difference, paid_on, record.id as record_id, record.unit_code
    from record cross join checking
    cross join lateral (values ${exceptions[kind](aim)}) as exception (type, amount)
    where exception.amount is not null`.execute(tx)
  const { rows } = await sql<Others>`
    select count(*)::int as count, encode(sha256(coalesce(string_agg(
      sha256(convert_to(to_json(record)::text, 'UTF8')), ''::bytea order by id), '')), 'hex') as hash
    from (${records[kind](aim)}) as record`.execute(tx)
  return rows[0] as Others
}

/** Allocations of the programme within the subtree, as a check sees them. */
function allocations({ tree, programmeId }: Aim, due: RawBuilder<unknown>, paid: RawBuilder<unknown>) {
  return sql`
    select allocation.id, allocation.unit_code, ${due} as due, ${paid} as paid, retained,
      allocation.due_on as hand_on_by,
      matching_due_on, matching_arrived_on, amount - retained as moved, term.met_on
    from allocation
    left join term on term.subject_kind = 'allocation' and term.subject_id = allocation.id
    where allocation.programme_id = ${programmeId}::uuid
      and ${inSubtree(tree, { table: 'allocation', unit: 'unit_code' })}`
}

const handedOn = (aim: Aim) => allocations(aim, sql`amount`, sql`handed_down + spent`)

/** Which records are looked at. */
const records: Record<RecordKind, (aim: Aim) => RawBuilder<unknown>> = {
  allocation: (aim) => sql`select *, met_on as paid_on from (${handedOn(aim)}) as one
    where hand_on_by >= ${aim.from}::date and hand_on_by < ${aim.until}::date`,
  retention: (aim) => sql`select *, null::date as paid_on from (${handedOn(aim)}) as one
    where hand_on_by < least(${aim.until}::date, ${aim.today}::date)`,
  matching: (aim) => sql`select *, matching_arrived_on as paid_on
    from (${allocations(aim, sql`matching_budgeted`, sql`matching_arrived`)}) as one
    where matching_due_on >= ${aim.from}::date and matching_due_on < ${aim.until}::date`,
  account: ({ tree, programmeId, from }) => sql`
    select disbursement.id, disbursement.unit_code, null::bigint as due, file.paid_amount as paid,
      last.paid_on, disbursement.account_id, account.has_ledger, last.outside
    from disbursement
    join fund_upload as file on file.id = disbursement.payments_upload_id
    left join fund_account as account on account.id = disbursement.account_id
    cross join lateral (
      select max(line.paid_on) as paid_on, sum(line.amount) filter (
        where line.paid_on < account.valid_from or line.paid_on >= account.valid_to)::bigint as outside
      from payment_line as line
      where line.period = ${from}::date and line.upload_id = file.id and line.status = 'paid'
    ) as last
    where disbursement.programme_id = ${programmeId}::uuid and disbursement.period = ${from}::date
      and ${inSubtree(tree, { table: 'disbursement', unit: 'unit_code' })}`
}

/** What may be wrong with each, and the amount it counts with. A term is missed once its day is over. */
const exceptions: Record<RecordKind, (aim: Aim) => RawBuilder<unknown>> = {
  allocation: ({ today }) => sql`
    ('handed-down-late', case when retained = 0 and met_on > hand_on_by then moved end),
    ('not-handed-down', case when retained > 0 and hand_on_by < ${today}::date then retained end)`,
  retention: () => sql`('retained', nullif(retained, 0))`,
  matching: ({ today }) => sql`
    ('matching-late', case when paid >= due and matching_arrived_on > matching_due_on then paid end),
    ('matching-short', case when paid < due and matching_due_on < ${today}::date then due - paid end)`,
  account: () => sql`
    ('no-account', case when account_id is null then paid end),
    ('account-expired', outside),
    ('no-ledger', case when not has_ledger then paid end)`
}
