import type { Fault, Refusal } from '../platform/errors/refusal.ts'
import { refuse as refuseCall } from '../platform/errors/wordings.ts'
import { isWeekend, yearOf } from '../platform/values/days.ts'
import { keysOf } from '../platform/values/keys.ts'
import type { Step } from '../platform/work/step.ts'
import { type CalendarState, fault, refuse } from './vocabulary.ts'

/** A year can be published or corrected at any time, but it cannot become provisional again. */
export const steps = {
  publish: { from: ['official', 'provisional'], permission: 'calendar:write' }
} as const satisfies Record<string, Step<CalendarState>>

export type StepName = keyof typeof steps
export const stepNames = keysOf(steps)

/** The calendar holds for everybody, so only the units at the top and the operator change it. */
export function notTheirs(_: StepName, { isCallerTop }: { isCallerTop: boolean }): Refusal | undefined {
  return isCallerTop ? undefined : refuseCall('top-unit-only')
}

export function notNow(): undefined {}

/** The first year of which the days are on record, and the last one that can be. */
export const FIRST = 2004
export const LAST = 2200

/** Days off: weekends and public holidays, less the weekends that are worked (调休). */
export interface Calendar {
  /** The number of this state of the calendar; a later state has a higher number. */
  edition: number
  /** The first year of which the days are on record, and the last one that can be. */
  first: number
  last: number
  isOff(date: string): boolean
  /** Whether the days of a year have been announced. */
  isOfficial(year: number): boolean
  /** The holiday for which a weekday is off, or a weekend worked. */
  nameOf(date: string): string | undefined
  /** The years on record, each with the edition that it was last changed in and where it comes from. */
  years: ReadonlyMap<number, Year>
}

export interface Year {
  state: CalendarState
  source: string
  edition: number
}

export interface Day {
  date: string
  off: boolean
  name: string
}

export interface Content {
  edition: number
  years: readonly (Year & { year: number })[]
  days: readonly Day[]
}

/** A year without data follows the plain week. */
export function calendar({ edition, years, days }: Content): Calendar {
  const byDate = new Map(days.map((day) => [day.date, day]))
  const byYear = new Map(years.map((year) => [year.year, year]))
  return {
    edition,
    first: FIRST,
    last: LAST,
    isOff: (date) => byDate.get(date)?.off ?? isWeekend(date),
    isOfficial: (year) => byYear.get(year)?.state === 'official',
    nameOf: (date) => byDate.get(date)?.name,
    years: byYear
  }
}

/** @throws calendar-year-unknown */
export function mustBeKnown(year: number): void {
  if (year < FIRST || year > LAST) throw unknownYear()
}

export function unknownYear(): Refusal {
  return refuse('calendar-year-unknown', { pointer: '{year}', values: { first: FIRST, last: LAST } })
}

interface Published {
  state: CalendarState
  days: readonly Day[]
}

/** Refuses days that contradict each other, and a change that takes back an announcement. */
export function publish(year: number, before: Pick<Year, 'state'> | undefined, wanted: Published): Day[] {
  if (before?.state === 'official' && wanted.state === 'provisional') {
    throw refuse('calendar-official', { pointer: '/state' })
  }
  const dates = wanted.days.map(({ date }) => date)
  const found = wanted.days.flatMap((day, n) => faultOf(year, day, n, dates.indexOf(day.date)) ?? [])
  if (found.length > 0) {
    throw refuse('calendar-faulty', { faults: found.slice(0, 100), values: { count: found.length } })
  }
  return wanted.days.toSorted((a, b) => (a.date < b.date ? -1 : 1))
}

function faultOf(year: number, { date, off }: Day, n: number, first: number): Fault | undefined {
  const pointer = `/days/${n}/date`
  if (yearOf(date) !== year) return fault('date-outside-year', { pointer, values: { year } })
  if (first !== n) return fault('date-twice', { pointer })
  if (off !== isWeekend(date)) return undefined
  return off ? fault('weekend-off', { pointer }) : fault('weekday-worked', { pointer })
}

/** The source of a year whose days have not been announced. */
export const unannounced = '尚未公布，暂按平常周计算 not announced yet; the plain week counts'
