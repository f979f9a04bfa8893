import { type RawBuilder, sql } from 'kysely'
import { inSubtree, type Subtree } from '../../platform/access/scope.ts'
import type { Tx } from '../../platform/work/work.ts'
import { analyze, make, rowsIn } from '../comparison/work-tables.ts'

/** The month of a subtree that is checked, as of a day. */
export interface Month {
  tree: Subtree
  /** The first day of the month. */
  period: string
  today: string
  /** Whether only batches that no run of the same unit has checked are meant. */
  isRest: boolean
}

/** Whether a batch is to be checked: its last day is over. */
export function isDue({ tree, period, today, isRest }: Month): RawBuilder<boolean> {
  const within = inSubtree(tree, { table: 'disbursement', unit: 'unit_code' })
  const isLeft = isRest ? isUnchecked(tree.code) : sql`true`
  return sql`(
    disbursement.period = ${period}::date and disbursement.due_on < ${today}::date
    and ${within} and ${isLeft})`
}

/** Whether no run of a unit has checked a batch. */
export function isUnchecked(unitCode: string): RawBuilder<boolean> {
  return sql`not exists (
    select from fund_check as done join fund_run on fund_run.id = done.run_id
    where done.disbursement_id = disbursement.id and fund_run.unit_code = ${unitCode})`
}

/**
 * Writes the due batches of the month to `checking`, with their current files. A batch with neither file is
 * left out, because there is nothing to compare. Returns the number.
 */
export async function gatherDue(tx: Tx, month: Month): Promise<number> {
  await make(tx, 'checking')`
    select uuid_v7() as id, id as disbursement_id, unit_code, path, programme_id, period, due_on,
      roster_upload_id, payments_upload_id
    from disbursement
    where ${isDue(month)} and num_nulls(roster_upload_id, payments_upload_id) < 2
    order by unit_code, programme_id`
  await analyze(tx, 'checking')
  return rowsIn(tx, 'checking')
}

/** The number of gathered batches with exceptions, and the number of exceptions. */
export async function countFound(tx: Tx): Promise<{ withExceptions: number; exceptions: number }> {
  const { rows } = await sql<{ withExceptions: number; exceptions: number }>`
    select count(distinct check_id)::int as "withExceptions", count(*)::int as exceptions
    from found_exception`.execute(tx)
  return rows[0] ?? { withExceptions: 0, exceptions: 0 }
}
