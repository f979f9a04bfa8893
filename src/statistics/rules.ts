import { addDays, yearOf } from '../platform/values/days.ts'
import { refuse } from './vocabulary.ts'

/** The longest period, in years. */
const YEARS = 10

export interface Period {
  from: string
  to: string
}

/**
 * The days that count. Left out: from the beginning of the year of the last day to the last day that is over,
 * so that two answers of one day are equal.
 *
 * @throws statistics-days
 */
export function periodOf(today: string, asked: Partial<Period>): Period {
  const last = addDays(today, -1)
  const to = asked.to ?? last
  const from = asked.from ?? `${yearOf(to)}-01-01`
  const pointer = asked.to !== undefined && to > last ? '?to' : '?from'
  if (to > last || from > to || yearOf(to) - yearOf(from) >= YEARS)
    throw refuse('statistics-days', { pointer, values: { last } })
  return { from, to }
}

/** The part of a year that is over, and the same part of the year before it. */
export function yearsOf(today: string, year?: number): { now: Period; before: Period; year: number } {
  const last = addDays(today, -1)
  const inYear = year ?? yearOf(last)
  const end = `${inYear}-12-31`
  const to = end < last ? end : last
  if (to < `${inYear}-01-01`) throw refuse('statistics-days', { pointer: '?year', values: { last } })
  const before = to.endsWith('-02-29') ? `${inYear - 1}-02-28` : `${inYear - 1}${to.slice(4)}`
  return {
    year: inYear,
    now: { from: `${inYear}-01-01`, to },
    before: { from: `${inYear - 1}-01-01`, to: before }
  }
}

/** Whether a caller asks for an answer that nobody kept. */
export function wantsFresh(cacheControl: string | undefined): boolean {
  return /(^|,)\s*no-cache\s*(,|$)/i.test(cacheControl ?? '')
}

/** When the oldest of several figures were counted; `now` where there are none. */
export function countedAt(
  figures: Readonly<Record<string, { countedAt: string } | null>>,
  now: Date
): string {
  const instants = Object.values(figures).map((one) => (one === null ? now : new Date(one.countedAt)))
  return new Date(Math.min(now.getTime(), ...instants.map((one) => one.getTime()))).toISOString()
}
