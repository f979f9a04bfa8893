import t from 'tap'
import { areHours, HOURS, isInHours } from '../../src/channels/hours.ts'

const pattern = new RegExp(HOURS)

t.test('what may be stated', async (t) => {
  const fine = ['24h', '08:30-17:00', '8:30-17:00', '08:30-11:30,13:30-17:00', '8:00-11:30, 13:30-24:00']
  for (const hours of fine) t.ok(pattern.test(hours) && areHours(hours), hours)
  const wrong = [
    '17:00-08:30',
    '08:30-08:30',
    '13:30-17:00,08:30-11:30',
    '08:30-11:30,11:30-12:00',
    '08:00-24:01'
  ]
  for (const hours of wrong) t.notOk(areHours(hours), hours)
  for (const hours of ['', '08:30', '08:30-', '08:70-09:00', '上班时间', '8-17', '24h,08:00-09:00'])
    t.notMatch(hours, pattern, hours)
})

t.test('when somebody has to answer', async (t) => {
  const hours = '8:30-11:30,13:30-17:00'
  const at = (time: string) => isInHours(hours, time, false)
  for (const time of ['08:30', '11:29', '13:30', '16:59']) t.ok(at(time), time)
  for (const time of ['08:29', '11:30', '12:00', '13:29', '17:00']) t.notOk(at(time), time)
  t.notOk(isInHours(hours, '09:00', true), 'a day off')
  t.ok(isInHours('24h', '03:00', true))
  t.ok(isInHours(undefined, '03:00', true), 'no hours stated')
})
