import { sql } from 'kysely'
import { type Static, Type } from 'typebox'
import { fieldsOf, from } from '../platform/database/fields.ts'
import { closed, LocalDate, oneOf, text } from '../platform/http/schema.ts'
import './tables.ts'

export const State = oneOf(['official', 'provisional'], {
  title: '状态',
  description: 'Status: official (announced) or provisional (not announced yet)'
})
export const Source = text(500, '来源', 'Document that announced the days')
export const Days = Type.Array(
  closed(
    {
      date: LocalDate,
      off: Type.Boolean({
        title: '是否休息',
        description: 'True for a weekday off, false for a weekend day worked'
      }),
      name: text(100, '名称', 'Name of the holiday')
    },
    { title: '调整日', description: 'Day that differs from the plain week' }
  ),
  { maxItems: 366, title: '与平常周不同的日子', description: 'Weekdays off and weekend days worked (调休)' }
)
const Year = Type.Integer({ title: '年度', description: 'Calendar year' })
const Edition = Type.Integer({
  title: '日历版次',
  description: 'Edition of the whole calendar; terms name the edition by which they were computed'
})

const days = sql<Static<typeof Days>>`(
  select coalesce(json_agg(json_build_object('date', date, 'off', off, 'name', name) order by date), '[]')
  from calendar_day day where day.year = calendar_year.year)`

export const item = fieldsOf('calendar_year', {
  year: Year,
  state: State,
  source: Source,
  days: from(Days, days),
  edition: Edition
})
