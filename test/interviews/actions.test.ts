import t from 'tap'
import { city, county, interviewsOf, leader } from '../examples/interview.ts'
import { ok, testService } from '../support/service.ts'

const service = await testService(t)
const { summoned, spoken, step, fulfil, read } = interviewsOf(service)

t.test('a reader is told the steps that they may take now', async (t) => {
  const inspector = leader('22', 'i', ['inspector'])
  const id = await summoned()
  t.same((await read(id)).actions, ['change', 'hold', 'cancel'])
  t.same((await read(id, inspector)).actions, ['hold'], 'as far as their roles go')
  t.same((await read(id, leader(county))).actions, [], 'the unit interviewed')
  t.same((await read(id, leader(city))).actions, [], 'a unit between')
  const held = await spoken({ commitments: [{ text: '补发拖欠资金', dueOn: '2026-03-08' }] })
  t.same((await read(held)).actions, ['fulfil-commitment'], 'a commitment is open')
  t.same((await read(held, leader(county))).actions, ['report-commitment'])
  const { actions } = ok(await fulfil(held, 1))
  t.same(actions, ['fulfil-commitment', 'close'], 'the answer to a step tells it as well')
  t.same(ok(await step(held, 'close')).actions, [])
})

t.test('who may not take a step is told so before they learn of a version', async (t) => {
  const id = await summoned()
  const stale = { headers: { 'if-match': '"7"' }, body: { reason: 'x' } }
  t.match(await step(id, 'cancel', { ...stale, as: leader(county) }), { status: 403 })
  t.match(await step(id, 'cancel', stale), { status: 412 })
  ok(await step(id, 'cancel', { body: { reason: 'x' } }))
  t.match(await step(id, 'cancel', stale), { status: 412 })
  t.match(await step(id, 'cancel', { body: { reason: 'x' } }), { status: 409 })
})
