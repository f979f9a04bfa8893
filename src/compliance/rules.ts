import { addDays, yearOf } from '../platform/values/days.ts'
import { refuse, type State } from './vocabulary.ts'

/**
 * The last day whose records count: a day that is over, so that two answers of one day do not differ by a
 * single record. Left out: yesterday, or the last day of a year that is over.
 *
 * @throws compliance-day
 */
export function dayCounted(year: number, today: string, on?: string): string {
  const closed = addDays(today, -1)
  if (on === undefined) {
    const end = `${year}-12-31`
    return end < closed ? end : closed
  }
  const first = `${year}-01-01`
  if (on < first || on > closed)
    throw refuse('compliance-day', { pointer: '?on', values: { first, last: closed } })
  return on
}

/** The year that is asked for; left out: that of the last day that is over. */
export function yearCounted(today: string, year?: number): number {
  return year ?? yearOf(addDays(today, -1))
}

export interface Sums {
  met: number
  missed: number
  running: number
  unknown: number
  /** Four decimals, rounded half up; null where nothing is met or missed. */
  rate: string | null
}

/** Unknown duties have a number of their own and never count as met. */
export function sumsOf(states: readonly State[]): Sums {
  const number = (state: State) => states.filter((one) => one === state).length
  const [met, missed] = [number('met'), number('missed')]
  const tenThousandths = Math.floor((met * 20_000 + met + missed) / (2 * (met + missed)))
  const rate = met + missed === 0 ? null : (tenThousandths / 10_000).toFixed(4)
  return { met, missed, running: number('running'), unknown: number('unknown'), rate }
}
