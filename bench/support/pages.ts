import type { Bench } from './bench.ts'
import { drawn, pgbench } from './compete.ts'
import { isInstalled } from './postgres.ts'
import { atMost, compared, type Result } from './result.ts'

/** How far down a list goes on. */
export const DEPTH = 50_000
/** Units asked for at each level. */
const MOST_UNITS = 200

export interface Place {
  code: string
  depth: number
}

/** Units of each level that have enough records for a page, by their depth. */
export async function levelsOf({ postgres }: Bench, database: string): Promise<Place[][]> {
  const rows = await postgres.query<Place>(
    database,
    `select code, length(path) - length(replace(path, '.', '')) + 1 as depth
     from unit where level <> 'village' order by code`
  )
  return [1, 2, 3, 4].map((depth) => rows.filter((row) => row.depth === depth).slice(0, MOST_UNITS))
}

/** What PostgreSQL does at the most, asked for the same pages by pgbench, where there is one. */
export function limitOf(
  url: string,
  levels: readonly Place[][],
  page: (depth: number) => string,
  seconds: number
) {
  if (!isInstalled('pgbench')) return {}
  const scripts = levels.map((list) => {
    const text = page(list[0]?.depth as number)
      .replace(/\s+/g, ' ')
      .replace('$1', ':code::text')
    const codes = list.map(({ code }) => code)
    return `${drawn('code', codes)}\n${text};\n`
  })
  return { limit: () => pgbench(url, scripts, seconds) }
}

/** The cursor behind the record at DEPTH of the province's list. */
export async function cursorAt(
  { postgres }: Bench,
  database: string,
  list: { table: string; key: string; isDescending?: boolean }
): Promise<string> {
  const { table, key, isDescending } = list
  const order = [key, 'id'].map((column) => (isDescending ? `${column} desc` : column)).join(', ')
  const [row] = await postgres.query<{ key: string; id: string }>(
    database,
    `select ${key}::text as key, id from ${table} where within_1 = '22' order by ${order} offset ${DEPTH} limit 1`
  )
  return Buffer.from(JSON.stringify([row?.key, row?.id])).toString('base64url')
}

/** One kind of page beside another, both ours, by the time the server takes. */
export function slower(
  row: string,
  what: string,
  [ours, other]: [number[] | undefined, number[] | undefined],
  limit: number,
  otherName = 'first'
): Result {
  const time = (rates: number[] = []) => rates.map((rate) => 1000 / rate)
  const unit = 'ms of server'
  return compared({ row, what, ours: time(ours), other: time(other), otherName, unit, bar: atMost(limit) })
}
