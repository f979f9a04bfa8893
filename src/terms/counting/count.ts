import type { Calendar } from '../../calendar/index.ts'
import { dateOf, dayNumber, yearOf } from '../../platform/values/days.ts'
import type { DayUnit, Skip } from '../vocabulary.ts'

/** Days of which the first and the last are included. */
export interface Span {
  from: string
  to: string
}

export interface Skipped extends Span {
  reason: Skip
  /** The holiday. */
  name?: string
}

export interface Counting {
  startedOn: string
  days: number
  unit: DayUnit
  /** Whether it ends on the next working day where it would end on a day off; left out: it does. */
  rollsOver?: boolean
  extendDays?: number
  excluded?: readonly Span[]
}

export interface Counted {
  /** When it would be due had nothing been extended and every day counted. */
  baseDueOn: string
  dueOn: string
  /** The last day counted, where the term does not end on it because it is a day off. */
  rolledFrom: string | null
  /** What was passed over, on the way or at the end. */
  skipped: Skipped[]
  /** It reaches into a year that has not been announced. */
  provisional: boolean
}

/**
 * When a term is due (民法典 200–204, by analogy). The first day does not count: N days from D end on D+N. Days
 * and extension are counted in one go; excluded days are passed over. A term that would end on a day off, or
 * on an excluded one, ends on the next working day, unless its rule says that no day off puts it off. Of
 * working-day terms only working days count, made-up weekends among them.
 */
export function count(calendar: Calendar, counting: Counting): Counted {
  const { startedOn, days, extendDays = 0, excluded = [] } = counting
  const base = walk(calendar, counting, days, [])
  const isPlain = extendDays === 0 && excluded.length === 0
  const real = isPlain ? base : walk(calendar, counting, days + extendDays, excluded)
  return { ...real, baseDueOn: base.dueOn, provisional: isProvisional(calendar, startedOn, real.dueOn) }
}

function walk(
  calendar: Calendar,
  { startedOn, unit, rollsOver = true }: Counting,
  days: number,
  excluded: readonly Span[]
): Pick<Counted, 'dueOn' | 'rolledFrom' | 'skipped'> {
  const out = (date: string) => excludedIn(excluded, date)
  const notCounted = (date: string) => (unit === 'working' ? off(calendar, date) : undefined) ?? out(date)
  const noEnd = (date: string) => (rollsOver ? (off(calendar, date) ?? out(date)) : undefined)
  const passed: Passed[] = []
  let day = dayNumber(startedOn)
  for (let counted = 0; counted < days; ) {
    day += 1
    const reason = notCounted(dateOf(day))
    if (reason === undefined) counted += 1
    else passed.push({ day, ...reason })
  }
  const last = day
  for (let reason = noEnd(dateOf(day)); reason !== undefined; reason = noEnd(dateOf(day))) {
    passed.push({ day, ...reason })
    day += 1
  }
  return {
    dueOn: dateOf(day),
    rolledFrom: day === last ? null : dateOf(last),
    skipped: spans(passed)
  }
}

type Reason = Pick<Skipped, 'reason' | 'name'>
type Passed = Reason & { day: number }

function off(calendar: Calendar, date: string): Reason | undefined {
  if (!calendar.isOff(date)) return undefined
  const name = calendar.nameOf(date)
  return name === undefined ? { reason: 'day-off' } : { reason: 'holiday', name }
}

function excludedIn(excluded: readonly Span[], date: string): Reason | undefined {
  return excluded.some(({ from, to }) => from <= date && date <= to) ? { reason: 'excluded' } : undefined
}

/** Days in a row that were passed over for the same reason, as one. */
function spans(passed: readonly Passed[]): Skipped[] {
  const found: Skipped[] = []
  let next: number | undefined
  for (const { day, reason, name } of passed) {
    const open = found.at(-1)
    if (open !== undefined && day === next && open.reason === reason && open.name === name) {
      open.to = dateOf(day)
    } else {
      found.push({ from: dateOf(day), to: dateOf(day), reason, ...(name !== undefined && { name }) })
    }
    next = day + 1
  }
  return found
}

function isProvisional(calendar: Calendar, from: string, to: string): boolean {
  for (let year = yearOf(from); year <= yearOf(to); year++) {
    if (!calendar.isOfficial(year)) return true
  }
  return false
}
