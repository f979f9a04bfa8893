const DAY = 86_400_000

/**
 * The number of a date (`YYYY-MM-DD`), counted from 1970-01-01 in UTC, whatever the time zone of the process.
 */
export function dayNumber(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / DAY
}

/** The date of a day number. */
export function dateOf(number: number): string {
  return new Date(number * DAY).toISOString().slice(0, 10)
}

export function addDays(date: string, days: number): string {
  return dateOf(dayNumber(date) + days)
}

/** The same day so many months later; if that month is too short, its last day. */
export function addMonths(date: string, months: number): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number)
  const last = new Date(Date.UTC(year, month + months, 0))
  return dateOf(dayNumber(last.toISOString().slice(0, 10)) - Math.max(0, last.getUTCDate() - day))
}

/** There has been no summer time since 1991. `Intl` would load 5 MB of tables for the same answer. */
const SHANGHAI = 8 * 3_600_000

/** The date in Asia/Shanghai, whatever the time zone of the process. */
export function localDate(moment: Date): string {
  return new Date(moment.getTime() + SHANGHAI).toISOString().slice(0, 10)
}

/** An instant to the second, in the time of Shanghai. */
export function instantOf(moment: Date): string {
  return `${new Date(moment.getTime() + SHANGHAI).toISOString().slice(0, 19)}+08:00`
}

/** An instant with any offset, in UTC. Fractions below a millisecond are cut off. */
export function inUtc(instant: string): string {
  return new Date(instant).toISOString()
}

/** The day of a moment, which is a day itself or an instant (`Moment` in schema.ts), in Asia/Shanghai. */
export function dayOf(moment: string): string {
  if (!moment.includes('T')) return moment
  return localDate(new Date(moment))
}

/** The instant at which a day begins: midnight in Shanghai, whatever the time zone of the database. */
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

/** Whether a text is a day of the calendar, `YYYY-MM-DD`, in the years 1000 to 2999. */
export function isDay(text: string): boolean {
  if (!/^[12]\d{3}-\d{2}-\d{2}$/.test(text)) return false
  const time = Date.parse(text)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
}
