const span = '\\d{1,2}:[0-5]\\d-\\d{1,2}:[0-5]\\d'

/** One period of a working day or several, `08:30-11:30,13:30-17:00`; or `24h`. */
export const HOURS = `^(24h|${span}(, ?${span}){0,3})$`

const ALWAYS = '24h'
const END_OF_DAY = 24 * 60

/** Minutes since midnight, from and to, of each period in the order in which they are written. */
function spansOf(hours: string): [from: number, to: number][] {
  return hours.split(',').map((span) => {
    const [from = '', to = ''] = span.trim().split('-')
    return [minutesOf(from), minutesOf(to)]
  })
}

function minutesOf(time: string): number {
  const [hour, minute] = time.split(':')
  return Number(hour) * 60 + Number(minute)
}

/** Whether each period ends after it begins, and before the next one begins, within one day. */
export function areHours(hours: string): boolean {
  if (hours === ALWAYS) return true
  const times = [...spansOf(hours).flat(), END_OF_DAY + 1]
  return times.every((minutes, n) => n === 0 || (times[n - 1] as number) < minutes)
}

/** Whether somebody has to answer then: within the stated hours of a working day. Without hours: always. */
export function isInHours(hours: string | undefined, time: string, isOff: boolean): boolean {
  if (hours === undefined || hours === ALWAYS) return true
  const minutes = minutesOf(time)
  return !isOff && spansOf(hours).some(([from, to]) => from <= minutes && minutes < to)
}
