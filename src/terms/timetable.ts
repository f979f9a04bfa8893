import { type Calendar, calendarAt } from '../calendar/index.ts'
import type { Reader } from '../platform/database/prepared.ts'
import { Refusal } from '../platform/errors/refusal.ts'
import { type TermRule, type TermRules, termRulesOf } from '../policy/index.ts'
import type { Place } from '../units/index.ts'
import * as rules from './rules.ts'

/** By what the terms of a unit are counted: its rules and the calendar. */
export interface Timetable {
  /** The unit itself, if there is such a unit. */
  unit: Place | undefined
  /** Tells whether all of this still holds: see `unchanged`. */
  stamp: string | null
  calendar: Calendar
  /**
   * A rule as it holds for a term that begins on a day.
   *
   * @throws unknown-term, at `pointer`
   */
  rule(rule: string, startedOn: string, pointer?: string): TermRule
  /**
   * A term that begins on a day, with the days of its rule, or others where the rule leaves them open.
   *
   * @throws unknown-term; start-outside-calendar, at `pointer`
   */
  begin(
    rule: string,
    startedOn: string,
    options?: { days?: number | undefined; pointer?: string }
  ): rules.NewTerm
}

/** The timetable of a unit. */
export async function timetable(db: Reader, unitCode: string): Promise<Timetable> {
  return timetableBy(db, await termRulesOf(db, unitCode))
}

/** Of how many units a service remembers the rules; those it has remembered longest are forgotten. */
const MOST_REMEMBERED = 5000
const remembered = new WeakMap<Reader, Map<string, TermRules>>()

/**
 * Does `use` by the timetable of a unit as it was when it was last used, which saves a question; where there
 * is none, or `use` refuses by it, by the one that stands. What `use` writes must be on condition that the
 * timetable is `unchanged`.
 */
export async function byTimetable<T>(
  db: Reader,
  unitCode: string,
  use: (table: Timetable) => Promise<T>
): Promise<T> {
  const units = remembered.get(db) ?? new Map<string, TermRules>()
  const known = units.get(unitCode)
  try {
    if (known !== undefined) return await use(await timetableBy(db, known))
  } catch (error) {
    units.delete(unitCode)
    if (!(error instanceof Refusal)) throw error
  }
  const rules = await termRulesOf(db, unitCode)
  const result = await use(await timetableBy(db, rules))
  const [oldest] = units.keys()
  if (units.size >= MOST_REMEMBERED && oldest !== undefined) units.delete(oldest)
  remembered.set(db, units.set(unitCode, rules))
  return result
}

async function timetableBy(db: Reader, { of, unit, edition, stamp }: TermRules): Promise<Timetable> {
  const calendar = await calendarAt(db, edition)
  return {
    unit,
    stamp,
    calendar,
    rule: of,
    begin: (rule, startedOn, { days, pointer } = {}) =>
      rules.begin(calendar, of(rule, startedOn), startedOn, days, pointer)
  }
}
