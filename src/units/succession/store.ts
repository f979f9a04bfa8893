import { sql } from 'kysely'
import type { Tx } from '../../platform/work/work.ts'
import '../tables.ts'

/** How many direct subordinates are still there, or to come, on a day. */
export async function subordinates(tx: Tx, code: string, on: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from unit
    where parent_code = ${code} and (valid_to is null or valid_to > ${on})`.execute(tx)
  return rows[0]?.count ?? 0
}

/** The units that act in turn after one, as far as ends are planned: successors, else the units above. */
export async function actingInTurn(tx: Tx, code: string): Promise<string[]> {
  const { rows } = await sql<{ code: string }>`
    with recursive turn (code) as (
      select ${code}::text collate "C"
      union
      select coalesce(successor_code, parent_code) from turn join unit using (code) where valid_to is not null
    )
    select code from turn where code is not null`.execute(tx)
  return rows.map(({ code }) => code)
}

/** Gives a unit an end, or takes it back. */
export async function end(
  tx: Tx,
  code: string,
  end: { validTo: string | null; successorCode: string | null }
): Promise<void> {
  await tx
    .updateTable('unit')
    .set({ valid_to: end.validTo, successor_code: end.successorCode, version: sql<number>`version + 1` })
    .where('code', '=', code)
    .execute()
}
