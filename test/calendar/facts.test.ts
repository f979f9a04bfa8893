import chineseDays from 'chinese-days'
import t from 'tap'
import { announced } from '../../src/calendar/seed.ts'
import { addDays, isWeekend } from '../../src/platform/values/days.ts'
import { announcedCalendar, first, last } from '../examples/calendar.ts'

const calendar = announcedCalendar()

t.test('every day from 2004 to 2026, against another collection', async (t) => {
  const different: string[] = []
  let days = 0
  for (let date = first; date <= last; date = addDays(date, 1)) {
    days += 1
    if (calendar.isOff(date) === chineseDays.isWorkday(date)) different.push(date)
  }
  t.equal(days, 8401)
  t.same(
    different,
    ['2005-12-31'],
    'worked by 国办发明电〔2005〕35号, which the other collection does not know'
  )
})

t.test('each year has its file, its source, and only days that differ from the plain week', async (t) => {
  const years = announced()
  t.same(
    years.map(({ year }) => year),
    Array.from({ length: 23 }, (_, n) => 2004 + n)
  )
  for (const { year, source, days } of years) {
    t.match(source, `国务院办公厅关于${year}年`)
    t.same(
      days.filter(({ date, off }) => off === isWeekend(date) || !date.startsWith(`${year}-`)),
      [],
      `${year}`
    )
    t.equal(new Set(days.map(({ date }) => date)).size, days.length)
  }
})

t.test('days that people remember', async (t) => {
  const known: Record<string, [isOff: boolean, name?: string]> = {
    '2020-01-31': [true, '春节'],
    '2020-02-01': [true],
    '2021-02-07': [false, '春节'],
    '2025-10-08': [true, '国庆节'],
    '2025-10-11': [false, '国庆节'],
    '2026-02-14': [false, '春节'],
    '2026-03-02': [false]
  }
  for (const [date, [isOff, name]] of Object.entries(known)) {
    t.same([calendar.isOff(date), calendar.nameOf(date)], [isOff, name], date)
  }
  t.ok(calendar.isOfficial(2026))
  t.notOk(calendar.isOfficial(2027))
  t.same([calendar.isOff('2027-10-01'), calendar.isOff('2027-10-02')], [false, true], 'the plain week')
})
