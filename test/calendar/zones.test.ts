import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import t from 'tap'

const counting = `
  import { announcedCalendar } from './test/examples/calendar.ts'
  import { count } from './src/terms/counting/count.ts'
  import { addDays } from './src/platform/values/days.ts'
  const calendar = announcedCalendar()
  const dues = []
  for (let day = '2024-01-01'; day < '2025-01-01'; day = addDays(day, 1)) {
    for (const unit of ['calendar', 'working']) dues.push(count(calendar, { startedOn: day, days: 15, unit }))
  }
  process.stdout.write(JSON.stringify(dues))`

t.test('a day is the same day in every zone that the process may stand in', async (t) => {
  const zones = ['UTC', 'Asia/Shanghai', 'America/New_York', 'Pacific/Kiritimati', 'Pacific/Pago_Pago']
  const told = await Promise.all(
    zones.map(async (TZ) => {
      const arguments_ = ['--input-type=module-typescript', '-e', counting]
      const env = { ...process.env, TZ }
      return (await promisify(execFile)(process.execPath, arguments_, { env, maxBuffer: 1e8 })).stdout
    })
  )
  t.ok((told[0] as string).length > 10_000)
  t.equal(new Set(told).size, 1)
})
