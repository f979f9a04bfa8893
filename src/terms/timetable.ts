import { type Calendar, calendarAt } from '../calendar/index.ts'
import type { Reader } from '../platform/database/prepared.ts'
import { type TermRule, termRulesOf } from '../policy/index.ts'
import type { Place } from '../units/index.ts'
import * as rules from './rules.ts'

/** By what the terms of a unit are counted: its rules and the calendar. */
export interface Timetable {
  /** The unit itself, if there is such a unit. */
  unit: Place | undefined
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
  begin(rule: string, startedOn: string, options?: { days?: number; pointer?: string }): rules.NewTerm
}

/** The timetable of a unit for terms that begin on `on` or before. */
export async function timetable(db: Reader, unitCode: string, on: string): Promise<Timetable> {
  const { of, unit, edition } = await termRulesOf(db, unitCode, on)
  const calendar = await calendarAt(db, edition)
  return {
    unit,
    calendar,
    rule: of,
    begin: (rule, startedOn, { days, pointer } = {}) =>
      rules.begin(calendar, of(rule, startedOn), startedOn, days, pointer)
  }
}
