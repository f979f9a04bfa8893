import t from 'tap'
import * as rules from '../../src/calendar/rules.ts'
import { Refusal } from '../../src/platform/errors/refusal.ts'
import { addDays, dateOf, dayNumber, isWeekend, yearOf } from '../../src/platform/values/days.ts'

const put = (days: rules.Day[], state: 'official' | 'provisional' = 'official') => ({
  state,
  source: '通知',
  days
})

t.test('what is published must differ from the plain week, once, within the year', async (t) => {
  const name = '元旦'
  const cases: [day: rules.Day, code: string | undefined][] = [
    [{ date: '2027-01-01', off: true, name }, undefined],
    [{ date: '2027-01-02', off: false, name }, undefined],
    [{ date: '2027-01-02', off: true, name }, 'weekend-off'],
    [{ date: '2027-01-04', off: false, name }, 'weekday-worked'],
    [{ date: '2026-12-31', off: true, name }, 'date-outside-year'],
    [{ date: '2028-01-03', off: true, name }, 'date-outside-year']
  ]
  for (const [day, code] of cases) {
    const before = { date: '2027-05-03', off: true, name: '劳动节' }
    const found = faultsOf(() => rules.publish(2027, undefined, put([before, day])))
    t.same(found, code === undefined ? [] : [`/days/1/date ${code}`], `${day.date} ${day.off}`)
  }
  const day = { date: '2027-01-01', off: true, name }
  t.same(
    faultsOf(() => rules.publish(2027, undefined, put([day, day, day]))),
    ['/days/1/date date-twice', '/days/2/date date-twice']
  )
})

t.test('days come back in order; an announcement is not taken back', async (t) => {
  const [a, b] = ['2027-10-01', '2027-01-01'].map((date) => ({ date, off: true, name: '节' }))
  t.same(rules.publish(2027, undefined, put([a, b] as rules.Day[])), [b, a])
  const official = { state: 'official' } as const
  t.throws(() => rules.publish(2027, official, put([], 'provisional')), { code: 'calendar-official' })
  t.same(rules.publish(2027, official, put([])), [])
  t.same(rules.publish(2027, { state: 'provisional' }, put([], 'provisional')), [])
})

t.test('years before the first and after the last are unknown', async (t) => {
  for (const year of [1, 2003, 2201]) {
    t.throws(() => rules.mustBeKnown(year), { code: 'calendar-year-unknown' }, `${year}`)
  }
  for (const year of [2004, 2027, 2200]) rules.mustBeKnown(year)
})

t.test('arithmetic of days', async (t) => {
  t.same([dayNumber('1970-01-01'), dayNumber('1969-12-31'), dateOf(0)], [0, -1, '1970-01-01'])
  t.same([addDays('2024-02-28', 1), addDays('2025-02-28', 1)], ['2024-02-29', '2025-03-01'])
  t.same([addDays('2026-01-01', -1), yearOf('2026-01-01')], ['2025-12-31', 2026])
  const week = ['2026-03-02', '2026-03-06', '2026-03-07', '2026-03-08', '1969-12-27', '1969-12-29']
  t.same(week.map(isWeekend), [false, false, true, true, true, false])
})

function faultsOf(action: () => unknown): string[] {
  try {
    action()
    return []
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return (error.particulars.faults ?? []).map(({ pointer, code }) => `${pointer} ${code}`)
  }
}
