import { sql } from 'kysely'
import { dueOn, monthAfter, payers } from '../../funds/index.ts'
import { inSubtree } from '../../platform/access/scope.ts'
import type { Tx } from '../../platform/work/work.ts'
import { timetable } from '../../terms/index.ts'
import { make, rowsIn } from '../comparison/work-tables.ts'
import { isDue, type Month } from './gather.ts'
import { monthBefore } from './rules.ts'

/** Stands for a unit without local rules. */
const NOBODY = ''

/**
 * Writes the batches that were expected in a month and are missing to `missing_batch`: those of units whose
 * term is over, if they paid from a programme in the month before or have an account for it; and batches that
 * are due and lack a file. Returns the number.
 */
export async function findMissing(tx: Tx, month: Month): Promise<number> {
  const { tree, period, today } = month
  const within = (table: string) => inSubtree(tree, { table, unit: 'unit_code' })
  await make(tx, 'missing_batch')`
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
    -- Goes by the compared files, because files that arrived since were not compared.
    select disbursement.unit_code, disbursement.programme_id, disbursement.id,
      case num_nulls(checking.roster_upload_id, checking.payments_upload_id)
        when 2 then 'no-files'
        else case when checking.roster_upload_id is null then 'no-roster' else 'no-payments' end end
    from disbursement left join checking on checking.disbursement_id = disbursement.id
    where ${isDue(month)}
      and num_nulls(checking.roster_upload_id, checking.payments_upload_id) > 0`
  await forgive(tx, period, today)
  return rowsIn(tx, 'missing_batch')
}

/**
 * Removes units whose term still runs, because nothing is missing yet. A local rule can only shorten the
 * term: when the term of the policy is over, no unit's term runs any longer.
 */
async function forgive(tx: Tx, period: string, today: string): Promise<void> {
  const dueDayOf = async (code: string) => dueOn({}, period, await timetable(tx, code))
  if ((await dueDayOf(NOBODY)) < today) return
  const { rows } = await sql<{ code: string }>`
    select distinct unit_code as code from missing_batch where disbursement_id is null`.execute(tx)
  const inTime: string[] = []
  for (const { code } of rows) if ((await dueDayOf(code)) >= today) inTime.push(code)
  await sql`
    delete from missing_batch
    where disbursement_id is null and unit_code = any(${inTime}::text[])`.execute(tx)
}

export async function keepMissing(tx: Tx, runId: string): Promise<void> {
  await sql`
    insert into fund_run_missing (run_id, position, unit_code, programme_id, disbursement_id, reason)
    select ${runId}::uuid, row_number() over (order by unit_code, programme_id), unit_code, programme_id,
      disbursement_id, reason
    from missing_batch`.execute(tx)
}
