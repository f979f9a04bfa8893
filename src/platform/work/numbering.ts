import { type RawBuilder, sql } from 'kysely'

/**
 * The next number of a unit's series in a year, as a statement that gives `last`. Numbers have no gap: the
 * row stays locked until the transaction ends, and one that fails gives its number back.
 */
export function nextNumber(series: string, unitCode: string, year: number): RawBuilder<{ last: number }> {
  return sql<{ last: number }>`
    insert into numbering (series, unit_code, year, last) values (${series}, ${unitCode}, ${year}, 1)
    on conflict on constraint numbering_pkey do update set last = numbering.last + 1
    returning last`
}

/** The next number of a series, for `insertRecord`: `first` counts, `number` is the value of the column. */
export function numbered(series: string, unitCode: string, year: number, ...marks: readonly string[]) {
  const last = sql<number>`(select last from counted)`
  return {
    first: sql`counted as (${nextNumber(series, unitCode, year)})`,
    number: numberText(unitCode, year, last, ...marks)
  }
}

/** How a number is written: `220102-2026-000001`, or with a mark `220102-2026-S-000001`. */
export function numberText(
  unitCode: string,
  year: number,
  last: RawBuilder<number>,
  ...marks: readonly string[]
): RawBuilder<string> {
  return sql<string>`${numberStart(unitCode, year, ...marks)} || ${digits(last)}`
}

/** Six digits at least. `lpad` alone would cut the seventh off: the millionth would get an earlier number. */
export function digits(last: RawBuilder<number>): RawBuilder<string> {
  return sql<string>`lpad(${last}::text, greatest(6, length(${last}::text)), '0')`
}

/** The part before the digits. */
export function numberStart(unitCode: string, year: number, ...marks: readonly string[]): string {
  return [unitCode, year, ...marks, ''].join('-')
}
