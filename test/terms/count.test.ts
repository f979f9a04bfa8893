import t from 'tap'
import { type Counting, count } from '../../src/terms/counting/count.ts'
import { announcedCalendar } from '../examples/calendar.ts'

const calendar = announcedCalendar()
const due = (startedOn: string, days: number, more: Partial<Counting> = {}) => {
  const { dueOn, rolledFrom } = count(calendar, { startedOn, days, unit: 'calendar', ...more })
  return rolledFrom === null ? dueOn : `${rolledFrom} → ${dueOn}`
}
const working = { unit: 'working' } as const

t.test('calendar days: the first does not count, the last is a working day', async (t) => {
  const cases: [startedOn: string, days: number, due: string][] = [
    ['2026-03-02', 15, '2026-03-17'],
    ['2026-03-02', 60, '2026-05-01 → 2026-05-06'],
    ['2025-12-16', 15, '2025-12-31'],
    ['2025-12-17', 15, '2026-01-01 → 2026-01-04'],
    ['2026-01-30', 15, '2026-02-14'],
    ['2026-01-31', 15, '2026-02-15 → 2026-02-24'],
    ['2025-09-01', 30, '2025-10-01 → 2025-10-09'],
    ['2025-09-12', 30, '2025-10-12 → 2025-10-13'],
    ['2025-09-11', 30, '2025-10-11'],
    ['2024-01-30', 30, '2024-02-29'],
    ['2019-12-25', 30, '2020-01-24 → 2020-02-03'],
    ['2026-05-01', 1, '2026-05-02 → 2026-05-06']
  ]
  for (const [startedOn, days, wanted] of cases) t.equal(due(startedOn, days), wanted, startedOn)
})

t.test('working days: made-up weekends count, holidays do not', async (t) => {
  const cases: [startedOn: string, days: number, due: string][] = [
    ['2026-03-02', 5, '2026-03-09'],
    ['2026-02-13', 1, '2026-02-14'],
    ['2026-02-13', 2, '2026-02-24'],
    ['2026-02-13', 6, '2026-02-28'],
    ['2025-09-30', 5, '2025-10-14'],
    ['2025-12-31', 1, '2026-01-04'],
    ['2025-12-29', 5, '2026-01-06']
  ]
  for (const [startedOn, days, wanted] of cases) t.equal(due(startedOn, days, working), wanted, startedOn)
})

t.test('an extension is counted in one go, from the first day', async (t) => {
  t.equal(due('2026-03-02', 60, { extendDays: 30 }), '2026-05-31 → 2026-06-01')
  t.equal(due('2026-03-02', 90), '2026-05-31 → 2026-06-01', 'no matter that the first 60 end on a holiday')
  t.equal(due('2026-03-02', 5, { ...working, extendDays: 5 }), '2026-03-16')
})

t.test('excluded days are passed over', async (t) => {
  const out = (...spans: string[]) => ({
    excluded: spans.map((span) => ({ from: span.slice(0, 10), to: span.slice(-10) }))
  })
  const cases: [name: string, more: Partial<Counting>, due: string][] = [
    ['within', out('2026-03-05 2026-03-09'), '2026-03-22 → 2026-03-23'],
    ['one day', out('2026-03-10 2026-03-10'), '2026-03-18'],
    ['the last day', out('2026-03-17 2026-03-17'), '2026-03-18'],
    ['over the end', out('2026-03-16 2026-03-19'), '2026-03-21 → 2026-03-23'],
    ['before and on the first day', out('2026-02-25 2026-03-02'), '2026-03-17'],
    ['after the end', out('2026-03-18 2026-03-20'), '2026-03-17'],
    ['where it rolls to', out('2026-03-05 2026-03-09', '2026-03-23 2026-03-24'), '2026-03-22 → 2026-03-25'],
    ['two stretches', out('2026-03-04 2026-03-05', '2026-03-10 2026-03-11'), '2026-03-21 → 2026-03-23'],
    ['of working days', { ...working, ...out('2026-03-06 2026-03-10') }, '2026-03-26'],
    ['and extended', { extendDays: 5, ...out('2026-03-05 2026-03-09') }, '2026-03-27']
  ]
  for (const [name, more, wanted] of cases) t.equal(due('2026-03-02', 15, more), wanted, name)
})

t.test('what was passed over, by reason', async (t) => {
  const { skipped, baseDueOn } = count(calendar, {
    startedOn: '2025-09-05',
    days: 21,
    unit: 'calendar',
    excluded: [{ from: '2025-09-10', to: '2025-09-14' }]
  })
  t.equal(baseDueOn, '2025-09-26')
  t.same(skipped, [
    { from: '2025-09-10', to: '2025-09-14', reason: 'excluded' },
    { from: '2025-10-01', to: '2025-10-03', reason: 'holiday', name: '国庆节' },
    { from: '2025-10-04', to: '2025-10-05', reason: 'day-off' },
    { from: '2025-10-06', to: '2025-10-06', reason: 'holiday', name: '中秋' },
    { from: '2025-10-07', to: '2025-10-08', reason: 'holiday', name: '国庆节' }
  ])
  const inWorkingDays = count(calendar, { startedOn: '2026-03-05', days: 2, unit: 'working' })
  t.same(inWorkingDays.skipped, [{ from: '2026-03-07', to: '2026-03-08', reason: 'day-off' }])
  t.same(count(calendar, { startedOn: '2026-03-02', days: 1, unit: 'calendar' }).skipped, [])
})

t.test('provisional is what reaches into a year that is not announced', async (t) => {
  const cases: [startedOn: string, days: number, isProvisional: boolean][] = [
    ['2026-12-01', 30, false],
    ['2026-12-02', 30, true],
    ['2027-03-01', 15, true],
    ['2003-12-25', 15, true],
    ['2004-01-01', 15, false]
  ]
  for (const [startedOn, days, isProvisional] of cases) {
    t.equal(count(calendar, { startedOn, days, unit: 'calendar' }).provisional, isProvisional, startedOn)
  }
})
