import { type Calendar, calendar } from '../../src/calendar/rules.ts'
import { announced } from '../../src/calendar/seed.ts'

/** The calendar as it is put on record, without a database. */
export function announcedCalendar(edition = 23): Calendar {
  const years = announced()
  return calendar({
    edition,
    years: years.map(({ year, source }, n) => ({ year, source, state: 'official', edition: n + 1 })),
    days: years.flatMap(({ days }) => days)
  })
}

export const first = '2004-01-01'
export const last = '2026-12-31'
