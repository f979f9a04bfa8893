import { sql } from 'kysely'
import type { Db } from '../platform/database/connect.ts'
import { Problem, ref } from '../platform/http/schema.ts'
import type { Tx } from '../platform/work/work.ts'

/** The answer of reads to an archived month; reads have no other conflict. */
export const archivedAnswer = {
  description: '该月的名册与明细已归档。The lines of that month have been archived',
  content: { 'application/problem+json': { schema: ref(Problem) } }
}

/**
 * Refuses if the lines of a month were taken out of the database, because missing lines would look correct.
 * `period` is the first day of the month.
 *
 * @throws fund-month-archived
 */
export async function mustBeAtHand(db: Db | Tx, period: string): Promise<void> {
  await sql`select fund_month_at_hand(${period}::date)`.execute(db)
}
