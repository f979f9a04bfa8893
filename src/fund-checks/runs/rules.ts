import { addDays } from '../../platform/values/days.ts'

export interface Setting {
  isOn: boolean
  dayOfMonth: number
  /** The first day of the month that was checked last. */
  lastPeriod: string | null
  /** The day on which a run was queued last, however it ended. */
  askedOn: string | null
}

/**
 * The month to be checked today, unless that was done: the latest one whose day has come. Where that day
 * comes before the term for the payments of a month is over, in so many days, it is a day of the next month.
 * If the service was down, the last missed month is made up for; before the first run nothing was missed. A
 * run that failed is tried again on the next day.
 */
export function dueMonth(
  { isOn, dayOfMonth, lastPeriod, askedOn }: Setting,
  today: string,
  daysToPay: number
): string | undefined {
  const thisMonth = `${today.slice(0, 7)}-01`
  const isHere = Number(today.slice(8)) >= dayOfMonth
  const latest = isHere ? thisMonth : monthBefore(thisMonth)
  const due = dayOfMonth > daysToPay ? latest : monthBefore(latest)
  const isDone = lastPeriod === null ? !isHere : lastPeriod >= due
  return isOn && !isDone && askedOn !== today ? due : undefined
}

/** The first day of the month before. */
export function monthBefore(period: string): string {
  return `${addDays(period, -1).slice(0, 7)}-01`
}
