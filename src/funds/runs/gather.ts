import { sql } from 'kysely'
import { inSubtree, type Subtree } from '../../platform/scope.ts'
import type { Tx } from '../../platform/work.ts'

/** The month of a subtree that is checked, as of a day. */
export interface Month {
  tree: Subtree
  /** The first day of the month. */
  period: string
  today: string
}

/**
 * Leaves the batches of the month whose day has come in `checking`, with the files that stand; of those with
 * neither file there is nothing to compare. Gives how many.
 */
export async function gatherDue(tx: Tx, { tree, period, today }: Month): Promise<number> {
  await sql`
    create temporary table checking on commit drop as
    select uuid_v7() as id, id as disbursement_id, unit_code, path, programme_id, period, due_on,
      roster_upload_id, payments_upload_id
    from disbursement
    where period = ${period}::date and due_on <= ${today}::date
      and num_nulls(roster_upload_id, payments_upload_id) < 2
      and ${inSubtree(tree, { table: 'disbursement', unit: 'unit_code' })}
    order by unit_code, programme_id`.execute(tx)
  await sql`analyze checking`.execute(tx)
  return rowsIn(tx, 'checking')
}

/** How many rows there are in a table of the run at hand: making one does not tell. */
export async function rowsIn(tx: Tx, table: 'checking' | 'missing_batch'): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from ${sql.table(table)}`.execute(tx)
  return rows[0]?.count ?? 0
}

/** In how many of the batches at hand something does not fit, and how often. */
export async function countFound(tx: Tx): Promise<{ withExceptions: number; exceptions: number }> {
  const { rows } = await sql<{ withExceptions: number; exceptions: number }>`
    select count(distinct check_id)::int as "withExceptions", count(*)::int as exceptions
    from found_exception`.execute(tx)
  return rows[0] ?? { withExceptions: 0, exceptions: 0 }
}
