const DAY = 86_400_000

/** The number of a date (`YYYY-MM-DD`), counted from 1970-01-01. Goes by UTC, whatever the process's zone. */
export function dayNumber(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / DAY
}

/** The date of a day's number. */
export function dateOf(number: number): string {
  return new Date(number * DAY).toISOString().slice(0, 10)
}

export function addDays(date: string, days: number): string {
  return dateOf(dayNumber(date) + days)
}

/** The instant at which a day begins: at midnight in Shanghai, wherever the database stands. */
export function midnight(date: string): string {
  return `${date}T00:00:00+08:00`
}

/** Saturday or Sunday. */
export function isWeekend(date: string): boolean {
  // 1970-01-01 was a Thursday.
  const weekday = (((dayNumber(date) + 3) % 7) + 7) % 7
  return weekday > 4
}

export function yearOf(date: string): number {
  return Number(date.slice(0, 4))
}
