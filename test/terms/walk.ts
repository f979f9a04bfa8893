import chineseDays from 'chinese-days'
import type { Span } from '../../src/terms/counting/count.ts'

/**
 * A second count of terms, written another way: every date of the years is a line of a list, and a term is a
 * look-up in the list of those that count. Days off come from a collection that the service does not use.
 */
const dates = Array.from({ length: 26 * 366 }, (_, n) => new Date(Date.UTC(2004, 0, 1 + n)))
  .map((date) => date.toISOString().slice(0, 10))
  .filter((date) => date < '2029-06-01')
/** By 国办发明电〔2005〕35号, which the collection does not know. */
const WORKED = '2005-12-31'
const isWorked = new Map(dates.map((date) => [date, date === WORKED || chineseDays.isWorkday(date)]))

export const firstDay = dates[0] as string

export function daysFrom(from: string, to: string): string[] {
  return dates.filter((date) => from <= date && date <= to)
}

export interface Asked {
  startedOn: string
  days: number
  unit: 'calendar' | 'working'
  rollsOver: boolean
  extendDays: number
  excluded: Span[]
}

export function dueBy({ startedOn, days, unit, rollsOver, extendDays, excluded }: Asked): string | undefined {
  const start = dates.indexOf(startedOn) + 1
  // Enough for every term that is asked for, so that the list need not be gone through to its end.
  const near = dates.slice(start, start + 1000)
  const left = near.filter((date) => !excluded.some(({ from, to }) => date >= from && date <= to))
  const ends = left.filter((date) => isWorked.get(date))
  const last = (unit === 'working' ? ends : left)[days + extendDays - 1]
  return last === undefined || !rollsOver ? last : ends.find((date) => date >= last)
}
