import type { CalendarState } from './vocabulary.ts'

declare module '../platform/database/connect.ts' {
  interface Tables {
    calendar_year: { year: number; state: CalendarState; source: string; version: number; edition: number }
    calendar_day: { date: string; year: number; off: boolean; name: string }
  }
}
