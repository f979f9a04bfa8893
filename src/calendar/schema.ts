import { type Static, Type } from 'typebox'
import { closed, Id, LocalDate, oneOf, text } from '../platform/http/schema.ts'

const State = oneOf(['official', 'provisional'], {
  title: '状态',
  description: 'Status: official (announced) or provisional (not announced yet)'
})
const Source = text(500, '来源', 'Document that announced the days')
const Days = Type.Array(
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

const year = { year: Year, state: State, source: Source, days: Days, edition: Edition }
const examples = [
  {
    year: 2019,
    state: 'official',
    source: '国务院办公厅关于2019年部分节假日安排的通知',
    days: [{ date: '2019-10-01', off: true, name: '国庆节' }],
    edition: 16
  }
]

export const CalendarYear = closed(year, {
  $id: 'CalendarYear',
  title: '年度日历',
  description: 'Calendar of a year: the days that differ from the plain week',
  examples
})
export type CalendarYear = Static<typeof CalendarYear>

export const PublishedCalendar = closed(
  {
    ...year,
    recomputation: {
      ...Id,
      title: '重算操作',
      description: 'Identifier of the operation that computes running terms again'
    }
  },
  { $id: 'PublishedCalendar', title: '已发布的年度日历', description: 'Calendar as it was stored' }
)
export type PublishedCalendar = Static<typeof PublishedCalendar>

export const NewCalendar = closed(
  { state: State, source: Source, days: Days },
  {
    $id: 'NewCalendar',
    title: '年度日历内容',
    description: 'Days of a year that differ from the plain week',
    examples: [
      {
        state: 'official',
        source: '国务院办公厅关于2027年部分节假日安排的通知',
        days: [{ date: '2027-01-01', off: true, name: '元旦' }]
      }
    ]
  }
)
export type NewCalendar = Static<typeof NewCalendar>

export const yearParams = closed({
  year: Type.Integer({
    minimum: 1,
    maximum: 9999,
    title: '年度',
    description: 'Calendar year, 2004 to 2200',
    examples: [2027]
  })
})
