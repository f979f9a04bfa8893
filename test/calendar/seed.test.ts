import { sql } from 'kysely'
import t from 'tap'
import { seedCalendar } from '../../src/calendar/index.ts'
import { testDatabase } from '../support/database.ts'

t.test('what is missing is loaded, what is there is left alone', async (t) => {
  const { db } = await testDatabase(t)
  const said: string[] = []
  const say = (line: string) => said.push(line)
  await seedCalendar(db, say)
  t.same(said, [])
  await sql`delete from calendar_day where year in (2025, 2026)`.execute(db)
  await sql`delete from calendar_year where year = 2026`.execute(db)
  await Promise.all([1, 2, 3].map(() => seedCalendar(db, say)))
  t.same(said, ['loaded the calendar, years: 1'])
  const { rows } = await sql`select year, count(*)::int as days from calendar_day where year >= 2024
    group by year order by year`.execute(db)
  t.same(rows, [
    { year: 2024, days: 27 },
    { year: 2026, days: 25 }
  ])
})
