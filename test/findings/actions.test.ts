import t from 'tap'
import { city, county, findingsOf, person, township } from '../examples/finding.ts'
import { testService } from '../support/service.ts'

const service = await testService(t)
const { made, step, taken, standing, read, on } = findingsOf(service)

t.test('a reader is told the steps that they may take now', async (t) => {
  const { id, actions } = await made()
  t.same(actions, ['waive'], 'the answer to the new finding tells it as well')
  t.same((await read(id, person('22', 'i', ['inspector']))).actions, [], 'as far as their roles go')
  t.same((await read(id, person(township))).actions, ['rectify'])
  t.same((await read(id, person(county))).actions, [], 'a unit between')
  t.same((await taken(id, 'rectify')).actions, [])
  t.same((await read(id, person(city))).actions, ['accept', 'send-back', 'waive'])
  t.same((await read(id, person(city, 'i', ['inspector']))).actions, ['accept', 'send-back'])
  t.same((await read(id, person('22', 'a', ['auditor']))).actions, [])
  t.same((await read(await standing('sent-back'), person(township))).actions, ['rectify'])
  for (const end of ['accepted', 'waived']) {
    t.same((await read(await standing(end), person(city))).actions, [], end)
  }
})

t.test('who may not take a step is told so before they learn of a version', async (t) => {
  const id = await standing('rectified')
  const headers = { 'if-match': '"7"' }
  t.match(await step(id, 'accept', { headers, as: person(township) }), { status: 403 })
  t.match(await step(id, 'accept', { headers }), { status: 412 })
  t.match(await step(id, 'rectify', { headers }), { status: 412 })
  t.match(await step(id, 'rectify'), { status: 409 })
})

t.test('the instant of the last change', async (t) => {
  on('2026-03-02')
  const { id, createdAt, updatedAt } = await made()
  t.equal(updatedAt, createdAt)
  on('2026-03-05')
  t.equal((await taken(id, 'rectify')).updatedAt, '2026-03-05T10:00:00+08:00')
  t.equal((await read(id)).updatedAt, '2026-03-05T10:00:00+08:00')
  on('2026-03-02')
})
