import { type Static, Type } from 'typebox'
import { actions, closed, Id } from '../platform/http/schema.ts'
import { Days, item, Source, State } from './fields.ts'
import { stepNames } from './rules.ts'

const year = { ...item.properties, actions: actions(stepNames) }

const examples = [
  {
    year: 2019,
    state: 'official',
    source: '国务院办公厅关于2019年部分节假日安排的通知',
    days: [{ date: '2019-10-01', off: true, name: '国庆节' }],
    edition: 16,
    actions: ['publish']
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
