import { sql } from 'kysely'
import type { Tx } from '../../platform/work/work.ts'

// A check works on temporary tables that end with its transaction, so that a month takes as many statements
// as one batch. They are made in the order in which they stand here; each is filled from those before it.

/** Columns as PostgreSQL makes them; a day is `YYYY-MM-DD`, an amount whole fen. */
export interface WorkTables {
  /** The checks that are made, with the files that stood when they were asked for. */
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
  /** Of a check of records: the allocations or batches that are looked at. Its columns differ by kind. */
  looked_at: {
    id: string
    unit_code: string
    due: string | null
    paid: string | null
    paid_on: string | null
  }
  /** What does not fit. */
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
  /** Rosters of the month, in which the same people are looked for. */
  other_roster: {
    disbursement_id: string
    unit_code: string
    programme_id: string
    roster_upload_id: string
    file_hash: string
  }
  /** Of a monthly run: what was to be expected and is not there. */
  missing_batch: { unit_code: string; programme_id: string; disbursement_id: string | null; reason: string }
  /** The exceptions in the order in which they are kept. */
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

/** Makes a table of the rows that the statement behind it gives: make(tx, 'checking')`select …`. */
export function make(tx: Tx, name: Name) {
  return async (text: TemplateStringsArray, ...values: unknown[]): Promise<void> => {
    await sql`create temporary table ${sql.table(name)} on commit drop as ${sql(text, ...values)}`.execute(tx)
  }
}

/** Lets PostgreSQL plan by what is in a table: it knows nothing of one that was just made. */
export async function analyze(tx: Tx, name: Name): Promise<void> {
  await sql`analyze ${sql.table(name)}`.execute(tx)
}

/** How many rows a table has: making one does not tell. */
export async function rowsIn(tx: Tx, name: Name): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from ${sql.table(name)}`.execute(tx)
  return rows[0]?.count ?? 0
}

/** Drops what there is, the last one first, for another month in the same transaction. */
export async function clear(tx: Tx): Promise<void> {
  const names = Object.keys(order).reverse()
  await sql`drop table if exists ${sql.join(names.map((name) => sql.table(name)))}`.execute(tx)
}
