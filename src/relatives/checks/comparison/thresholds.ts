import { addDays } from '../../../platform/values/days.ts'

/** The last day of the term of a rule that begins on a day. */
export type EndOf = (startedOn: string) => string

/**
 * The latest day of which a term that began on it was over before `day`. Terms that begin later end later,
 * so a term is over before `day` exactly if it began on this day or earlier: SQL compares days and needs no
 * calendar.
 */
export function latestStart(day: string, endOf: EndOf): string {
  let start = addDays(day, -1)
  while (endOf(start) >= day) start = addDays(start, -1)
  return start
}
