import { type RawBuilder, sql } from 'kysely'

/** What a room is asked about units that are evaluated. */
export interface IndicatorQuestion {
  /** The units. */
  unitCodes: readonly string[]
  year: number
  /** The period, both days included; it is over. */
  from: string
  to: string
}

/**
 * An indicator of units: a statement made by `counted`, with one row for each unit that has anything to
 * count. Evaluated units read the figures, so they leave out what is hidden from any of them.
 */
export type IndicatorMeasure = (asked: IndicatorQuestion) => RawBuilder<unknown>

/** A room's indicators, by formula. */
export type IndicatorMeasures = Readonly<Record<string, IndicatorMeasure>>

interface Counted {
  unit: RawBuilder<unknown>
  /** Whole numbers: those that count, and all. */
  numerator: RawBuilder<unknown>
  denominator: RawBuilder<unknown>
  /** What follows `select`: `from … group by …`. */
  source: RawBuilder<unknown>
}

/** The statement of a measure. */
export function counted({ unit, numerator, denominator, source }: Counted): RawBuilder<unknown> {
  return sql`
    select ${unit} as unit_code, (${numerator})::bigint as numerator, (${denominator})::bigint as denominator
    ${source}`
}

/** Whether a day lies in the period. */
export function inPeriod(day: RawBuilder<unknown>, { from, to }: IndicatorQuestion): RawBuilder<boolean> {
  return sql<boolean>`${day} between ${from}::date and ${to}::date`
}

/** Whether a unit is one of those that are asked for. */
export function isAsked(unit: RawBuilder<unknown>, { unitCodes }: IndicatorQuestion): RawBuilder<boolean> {
  return sql<boolean>`${unit} = any(${[...unitCodes]}::text[])`
}
