import { sql } from 'kysely'
import type { Tx } from '../platform/work.ts'
import type { Candidate } from './team-rules.ts'

/** People of the staff register by their identifiers; and where the units stand that they stay away from. */
export async function candidates(tx: Tx, ids: readonly string[]) {
  const { rows } = await sql<Candidate>`
    select staff.id, string_to_array(staff.path, '.') as line, staff.active,
      array(select unit_code from staff_conflict where staff_id = staff.id) as conflicts
    from staff where staff.id = any(${ids}::uuid[])`.execute(tx)
  const codes = rows.flatMap(({ conflicts }) => conflicts)
  return { people: rows, linesOf: await lines(tx, codes) }
}

async function lines(tx: Tx, codes: readonly string[]): Promise<Map<string, string[]>> {
  if (codes.length === 0) return new Map()
  const { rows } = await sql<{ code: string; line: string[] }>`
    select code, string_to_array(path, '.') as line from unit where code = any(${codes}::text[])`.execute(tx)
  return new Map(rows.map(({ code, line }) => [code, line]))
}
