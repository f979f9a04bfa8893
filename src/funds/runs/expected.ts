import { sql } from 'kysely'
import { inSubtree } from '../../platform/scope.ts'
import type { Tx } from '../../platform/work.ts'
import { monthAfter, payers } from '../disbursements/rules.ts'
import { type Month, rowsIn } from './gather.ts'
import { monthBefore } from './rules.ts'

/**
 * Leaves in `missing_batch` what was to be expected in a month and is not there: units that paid from a
 * programme in the month before, or have an account for it, and have no batch; and batches that are due and
 * lack a file. Gives how many.
 */
export async function findMissing(tx: Tx, { tree, period, today }: Month): Promise<number> {
  const within = (table: string) => inSubtree(tree, { table, unit: 'unit_code' })
  await sql`
    create temporary table missing_batch on commit drop as
    with expected as (
      select unit_code, programme_id, 'paid-before' as reason, 1 as rank
      from disbursement
      where period = ${monthBefore(period)}::date and ${within('disbursement')}
      union all
      select unit_code, programme_id, 'has-account', 2
      from fund_account as account
      where valid_from < ${monthAfter(period)}::date and valid_to > ${period}::date and ${within('account')}
    ), absent as (
      select distinct on (unit_code, programme_id) unit_code, programme_id, reason
      from expected join unit on unit.code = unit_code
      where unit.level = any(${payers}::text[])
        and coalesce(unit.valid_from < ${monthAfter(period)}::date, true)
        and coalesce(unit.valid_to > ${period}::date, true)
        and not exists (
          select from disbursement as batch
          where batch.unit_code = expected.unit_code and batch.programme_id = expected.programme_id
            and batch.period = ${period}::date)
      order by unit_code, programme_id, rank
    )
    select unit_code, programme_id, null::uuid as disbursement_id, reason from absent
    union all
    select unit_code, programme_id, id, case num_nulls(roster_upload_id, payments_upload_id)
      when 2 then 'no-files'
      else case when roster_upload_id is null then 'no-roster' else 'no-payments' end end
    from disbursement
    where period = ${period}::date and due_on <= ${today}::date and ${within('disbursement')}
      and num_nulls(roster_upload_id, payments_upload_id) > 0`.execute(tx)
  return rowsIn(tx, 'missing_batch')
}

export async function keepMissing(tx: Tx, runId: string): Promise<void> {
  await sql`
    insert into fund_run_missing (run_id, position, unit_code, programme_id, disbursement_id, reason)
    select ${runId}::uuid, row_number() over (order by unit_code, programme_id), unit_code, programme_id,
      disbursement_id, reason
    from missing_batch`.execute(tx)
}
