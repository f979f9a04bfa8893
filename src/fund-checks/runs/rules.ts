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
 * The month to check today, unless that was done: the latest month whose day has come. Where that day of the
 * month comes before the payment term of a month is over, it is a day of the next month. After a downtime the
 * last missed month is checked; before the first run no month counts as missed. A failed run is tried again
 * on the next day.
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
