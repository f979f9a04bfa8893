import t from 'tap'
import { subjects } from '../../src/rooms.ts'
import { watchTerms } from '../../src/terms/index.ts'
import { city, clerk, county, noticesOf } from '../examples/notice.ts'
import { noted } from '../support/assertions.ts'
import { ok, testService } from '../support/service.ts'

const service = await testService(t, { jobs: true })
const { call, context } = service
const { issued, step, give, read, on } = noticesOf(service)
const watch = () => watchTerms(context, { subjects, reminderDays: 0 })

t.test('an answer that does not come is told of once, to the unit that owes it as well', async (t) => {
  const [id, given, gone] = [await issued(), await issued(), await issued()]
  for (const unit of [county, '220103']) ok(await give(given, { as: clerk(unit) }))
  ok(await step(gone, 'withdraw', { reason: '有误' }))
  on('2026-04-02')
  t.match(await watch(), { missed: 2 })
  t.match(await watch(), { missed: 0 })
  const { items } = await read(`/v1/notices/${id}/answers`)
  t.match(await noted(service, items[0].id), [
    { action: 'notice-answer.term-missed', unitCode: county, details: { dueOn: '2026-04-01' } }
  ])
  const timeline = await read(`/v1/units/${county}/timeline`, clerk(county))
  const { kind, summary } = timeline.items.at(-1)
  t.match(
    { kind, summary },
    { kind: 'notice-answer.term-missed', summary: /^通报逾期未答复：2201-2026-000001/ }
  )
  on('2026-03-02')
})

t.test('a new calendar moves the day, of the answer and of what the notice counts', async (t) => {
  const id = await issued({ answerBy: '2026-04-08' })
  const before = await call('GET', `/v1/notices/${id}`, { as: clerk(city) })
  const year = await call('GET', '/v1/calendar/2026', { as: { unit: '22', roles: ['admin'] } })
  const { days, source } = year.body
  const off = { date: '2026-04-08', off: true, name: '停电' }
  const put = await call('PUT', '/v1/calendar/2026', {
    as: { unit: '22', roles: ['admin'] },
    body: {
      state: 'official',
      source,
      days: [...days.filter(({ date }: typeof off) => date !== off.date), off]
    },
    headers: { 'if-match': String(year.headers.etag) }
  })
  await service.ended(ok(put).recomputation)
  t.match(await read(`/v1/notices/${id}/answers/${county}`), { dueOn: '2026-04-09' })
  const after = await call('GET', `/v1/notices/${id}`, { as: clerk(city) })
  t.not(after.headers.etag, before.headers.etag)
})
