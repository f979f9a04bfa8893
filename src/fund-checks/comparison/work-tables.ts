import { sql } from 'kysely'
import type { Tx } from '../../platform/work/work.ts'

// A check works on temporary tables that end with its transaction, so that a month takes as many statements
// as one batch. They are created in the order below; each is filled from those before it.

/** Columns as PostgreSQL creates them; a day is `YYYY-MM-DD`, an amount is whole fen. */
export interface WorkTables {
  /** The checks that are being made, with the files that were current at the time of the request. */
  checking: {
    id: string
    disbursement_id: string | null
    unit_code: string
    path: string
    programme_id: string
    period: string
    due_on: string | null
    roster_upload_id: string | null
    payments_upload_id: string | null
  }
  /** For a check of records: the allocations or batches to check. The columns differ by kind. */
  looked_at: {
    id: string
    unit_code: string
    due: string | null
    paid: string | null
    paid_on: string | null
  }
  /** The exceptions found. */
  found_exception: {
    check_id: string
    type: string
    recipient_no: string | null
    village_code: string | null
    due: string | null
    paid: string | null
    difference: string
    paid_on: string | null
    record_id: string | null
    unit_code: string | null
  }
  /** The rosters of the month that are searched for the same people. */
  other_roster: {
    disbursement_id: string
    unit_code: string
    programme_id: string
    roster_upload_id: string
    file_hash: string
  }
  /** For a monthly run: the expected batches that are missing. */
  missing_batch: { unit_code: string; programme_id: string; disbursement_id: string | null; reason: string }
  /** The exceptions in the order in which they are recorded. */
  numbered_exception: WorkTables['found_exception'] & { position: number }
  /** Hashes over the exceptions of each check. */
  digest: { check_id: string; digest: string }
}

type Name = keyof WorkTables

const order = {
  checking: 1,
  looked_at: 2,
  found_exception: 3,
  other_roster: 4,
  missing_batch: 5,
  numbered_exception: 6,
  digest: 7
} as const satisfies Record<Name, number>

/** Creates a table from the rows of the statement that follows: make(tx, 'checking')`select …`. */
export function make(tx: Tx, name: Name) {
  return async (text: TemplateStringsArray, ...values: unknown[]): Promise<void> => {
    await sql`create temporary table ${sql.table(name)} on commit drop as ${sql(text, ...values)}`.execute(tx)
  }
}

/** Collects the statistics of a new table, because PostgreSQL has none and needs them for its plans. */
export async function analyze(tx: Tx, name: Name): Promise<void> {
  await sql`analyze ${sql.table(name)}`.execute(tx)
}

/** The number of rows of a table; creating the table does not return it. */
export async function rowsIn(tx: Tx, name: Name): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from ${sql.table(name)}`.execute(tx)
  return rows[0]?.count ?? 0
}

/** Drops the tables that exist, the last one first, before another month in the same transaction. */
export async function clear(tx: Tx): Promise<void> {
  const names = Object.keys(order).reverse()
  await sql`drop table if exists ${sql.join(names.map((name) => sql.table(name)))}`.execute(tx)
}
