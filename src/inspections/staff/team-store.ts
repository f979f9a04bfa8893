import { sql } from 'kysely'
import type { Tx } from '../../platform/work/work.ts'
import type { Candidate, Destination } from './team-rules.ts'

/**
 * People of the staff register by their identifiers, and the ancestors of the units of their conflicts and of
 * the successors of these. With `isKept` the entries are locked against changes until the transaction ends.
 */
export async function candidates(tx: Tx, ids: readonly string[], { isKept = false } = {}) {
  const { rows } = await sql<Candidate>`
    select staff.id, string_to_array(staff.path, '.') as line, staff.active,
      array(select unit_code from staff_conflict where staff_id = staff.id) as conflicts
    from staff where staff.id = any(${ids}::uuid[])
    ${isKept ? sql`for share of staff` : sql``}`.execute(tx)
  const codes = rows.flatMap(({ conflicts }) => conflicts)
  return { people: rows, linesOf: await lines(tx, codes) }
}

async function lines(tx: Tx, codes: readonly string[]): Promise<Map<string, string[]>> {
  if (codes.length === 0) return new Map()
  const { rows } = await sql<{ code: string; line: string[] }>`
    select named.code, array_agg(distinct above) as line
    from unnest(${[...new Set(codes)]}::text[]) as named (code)
    join unit on unit.code = any(unit_heirs(named.code))
    cross join unnest(string_to_array(unit.path, '.')) as above
    group by named.code`.execute(tx)
  return new Map(rows.map(({ code, line }) => [code, line]))
}

/** The units that a target, and the units above it, succeeded. */
export async function originsOf(
  tx: Tx,
  targetCode: string
): Promise<Required<Pick<Destination, 'origins' | 'lineOrigins'>>> {
  const { rows } = await sql<{ origins: string[]; lineOrigins: string[] }>`
    with recursive origin (code) as (
      select ${targetCode}::text collate "C"
      union
      select unit.code from unit join origin on unit.successor_code = origin.code
      where unit.acting_code is not null
    )
    select array(select code from origin) as origins, unit_origins(${targetCode}) as "lineOrigins"`.execute(
    tx
  )
  return rows[0] ?? { origins: [], lineOrigins: [] }
}
