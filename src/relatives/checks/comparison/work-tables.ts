import { sql } from 'kysely'
import type { Tx } from '../../../platform/work/work.ts'

/**
 * Temporary tables of a check, in the order in which they are made. `checked_…` holds records as they are,
 * `judged_…` what the check says of them.
 */
type Name =
  | 'checked_post'
  | 'checked_roster'
  | 'checked_tie'
  | 'checked_batch'
  | 'judged_filing'
  | 'judged_pair'
  | 'found_relative_exception'

/**
 * Creates a table from the rows of the statement that follows, for this transaction. `by` names the columns
 * by which later statements join it: PostgreSQL has no statistics of a new table, and needs those of these
 * columns for its plans. `isIndexed`: later statements look for single rows.
 */
export function make(tx: Tx, name: Name, by: readonly string[] = [], isIndexed = false) {
  return async (text: TemplateStringsArray, ...values: unknown[]): Promise<void> => {
    await sql`create temporary table ${sql.table(name)} on commit drop as ${sql(text, ...values)}`.execute(tx)
    if (by.length === 0) return
    const columns = sql.join(by.map((column) => sql.ref(column)))
    if (isIndexed) await sql`create index on ${sql.table(name)} (${columns})`.execute(tx)
    await sql`analyze ${sql.table(name)} (${columns})`.execute(tx)
  }
}
