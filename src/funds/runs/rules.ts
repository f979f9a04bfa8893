import { addDays } from '../../platform/days.ts'

export interface Setting {
  isOn: boolean
  dayOfMonth: number
  /** The first day of the month that was checked last. */
  lastPeriod: string | null
}

/**
 * The month to be checked today: the latest one whose day has come, unless that was done. Of what came to
 * pass while the service was down, the last month is caught up with; before the first run there is nothing
 * to catch up with.
 */
export function dueMonth({ isOn, dayOfMonth, lastPeriod }: Setting, today: string): string | undefined {
  const thisMonth = `${today.slice(0, 7)}-01`
  const isHere = Number(today.slice(8)) >= dayOfMonth
  const due = isHere ? thisMonth : monthBefore(thisMonth)
  const isDone = lastPeriod === null ? !isHere : lastPeriod >= due
  return isOn && !isDone ? due : undefined
}

/** The first day of the month before. */
export function monthBefore(period: string): string {
  return `${addDays(period, -1).slice(0, 7)}-01`
}
