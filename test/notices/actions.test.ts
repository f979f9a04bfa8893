import t from 'tap'
import { answer, city, clerk, county, noticesOf, township } from '../examples/notice.ts'
import { ok, testService } from '../support/service.ts'

const service = await testService(t)
const { call } = service
const { made, step, issued, give, judge, read, on } = noticesOf(service)
const beside = '220103'
const at = (id: string) => `/v1/notices/${id}`
const answerOf = (id: string, unit = county) => `/v1/notices/${id}/answers/${unit}`

t.test('a reader is told the steps that they may take now', async (t) => {
  const draft = await made()
  t.same((await read(at(draft))).actions, ['change', 'issue', 'withdraw'])
  t.same((await read(at(draft), clerk(city, 'x', ['inspector']))).actions, ['change'], 'by their roles')
  t.same((await read(at(draft), clerk('22', 'x', ['auditor']))).actions, [])
  const { actions } = ok(await step(draft, 'issue'))
  t.same(actions, ['withdraw'], 'the answer to a step tells it; it is not closed while answers are open')
  t.same((await read(at(draft), clerk(county))).actions, ['answer'], 'an addressed unit')
  t.same((await read(answerOf(draft), clerk(county))).actions, ['give'])
  t.same((await read(answerOf(draft))).actions, [], 'nothing to judge yet')
  t.same(ok(await give(draft)).actions, [])
  t.same((await read(at(draft), clerk(county))).actions, [], 'it has answered')
  t.same((await read(answerOf(draft))).actions, ['accept', 'send-back'])
  t.same((await read(answerOf(draft), clerk(county))).actions, [], 'not by the unit that answered')
  ok(await judge(draft, 'accept'))
  ok(await give(draft, { as: clerk(beside), body: answer }))
  ok(await step(draft, `answers/${beside}/accept`))
  t.same((await read(at(draft))).actions, ['close', 'withdraw'])
  t.same(ok(await step(draft, 'close')).actions, [])
  t.same((await read(answerOf(draft))).actions, [])
})

t.test('who may not take a step is told so before they learn of a version', async (t) => {
  const id = await issued()
  const headers = { 'if-match': '"7"' }
  t.match(await step(id, 'close', undefined, { headers, as: clerk(county) }), { status: 403 })
  t.match(await step(id, 'close', undefined, { headers }), { status: 412 })
  t.match(await step(id, 'close'), { status: 409, body: { code: 'notice-answers-open' } })
  t.match(await judge(id, 'accept', undefined, { headers, as: clerk(county) }), { status: 403 })
  t.match(await judge(id, 'accept', undefined, { headers }), { status: 412 })
  t.match(await judge(id, 'accept'), { status: 409 })
  t.match(await give(id, { headers, as: clerk(township), body: { ...answer, unitCode: county } }), {
    status: 404
  })
})

t.test('an addressed unit does not learn when another one answered', async (t) => {
  on('2026-03-04')
  const id = await issued()
  const issuedAt = '2026-03-04T10:00:00+08:00'
  on('2026-03-05')
  const given = ok(await give(id, { as: clerk(beside), body: answer }))
  t.equal(given.updatedAt, '2026-03-05T10:00:00+08:00')
  t.equal((await read(at(id), clerk(county))).updatedAt, issuedAt)
  t.equal((await read(answerOf(id), clerk(county))).updatedAt, issuedAt)
  const since = `updatedSince=${encodeURIComponent('2026-03-05T00:00:00+08:00')}`
  t.same((await read(`/v1/notices?${since}`, clerk(county))).items, [])
  t.same((await read(`${at(id)}/answers?${since}`, clerk(county))).items, [])
  const found = (await read(`${at(id)}/answers?${since}`)).items
  t.match(found, [{ unitCode: beside, state: 'given' }])
  t.same(found.length, 1)
  on('2026-03-06')
  ok(await step(id, 'withdraw', { reason: '有误' }))
  t.equal((await read(at(id), clerk(county))).updatedAt, '2026-03-06T10:00:00+08:00')
})

t.test('answers by several states', async (t) => {
  const id = await issued()
  ok(await give(id))
  const units = async (query: string) =>
    (await read(`${at(id)}/answers?count=true&${query}`)).items.map(
      (one: { unitCode: string }) => one.unitCode
    )
  t.same(await units('state=given'), [county])
  t.same(await units('state=given,awaited'), [county, beside])
  t.same(await units('state=accepted'), [])
  t.match(await call('GET', `${at(id)}/answers?state=given,lost`, { as: clerk(city) }), { status: 400 })
})
