import t from 'tap'
import { casesOf, officer, report } from '../examples/case.ts'
import { ok, testService } from '../support/service.ts'

const service = await testService(t)
const { call } = service
const { submit, take } = casesOf(service)
const [county, beside] = ['220102', '220103']
const x = '220102001'
const add = async (code: string, level: string, parentCode: string) =>
  ok(await call('POST', '/v1/units', { body: { code, name: `试验${code}`, level, parentCode } }))
const retire = async (code: string, successorCode: string, on = '2026-03-02') =>
  ok(await call('POST', `/v1/units/${code}/retire`, { body: { on, successorCode } }))
const move = async (code: string, parentCode: string) => {
  const { headers } = await call('GET', `/v1/units/${code}`)
  const options = { body: { parentCode }, headers: { 'if-match': headers.etag as string } }
  ok(await call('PATCH', `/v1/units/${code}`, options))
}
const read = (id: string, unit: string, room = 'cases') =>
  call('GET', `/v1/${room}/${id}`, { as: officer(unit) })

t.before(() => {
  service.clock.now = new Date('2026-03-02T10:00:00+08:00')
})

t.test(
  'whoever acts for a unit that ended has its cases; its own people read, and write nothing',
  async (t) => {
    await add('T1', 'township', county)
    await add('T2', 'township', county)
    const one = ok(await submit({ unitCode: 'T1' }))
    ok(await take(one.id, 'accept', {}, officer('T1')))
    t.equal((await read(one.id, 'T2')).status, 404, 'not before the end')
    await retire('T1', 'T2')
    t.match((await read(one.id, 'T2')).body, {
      unitCode: 'T1',
      decidingUnitCode: 'T2',
      actingUnitCode: 'T2',
      actingUnitName: '试验T2'
    })
    const { items } = ok(await call('GET', '/v1/cases', { as: officer('T2') }))
    t.match(items, [{ id: one.id, actingUnitCode: 'T2' }], 'it stands in its list')
    t.equal((await read(one.id, 'T1')).status, 200)
    const body = { text: '已核实', outcome: 'explained', cause: 'other' }
    t.match(await take(one.id, 'reply', body, officer('T1')), {
      status: 403,
      body: { code: 'own-unit-ended' }
    })
    const late = { unitCode: 'T1', receivedAt: '2026-03-01T09:00:00+08:00' }
    t.match(await submit(late, { as: officer('T1') }), { status: 403, body: { code: 'own-unit-ended' } })
    t.match(ok(await submit(late, { as: officer('T2') })), { unitCode: 'T1', decidingUnitCode: 'T2' })
    const after = { unitCode: 'T1', receivedAt: '2026-03-02T09:00:00+08:00' }
    t.match(await submit(after, { as: officer('T2') }), { status: 422, body: { code: 'case-unit-invalid' } })
    const taken = ok(await take(one.id, 'forward', { toUnitCode: 'T2', note: '承接' }, officer(county)))
    t.match(taken, { unitCode: 'T2', state: 'accepted', actingUnitCode: null })
    t.match(ok(await take(one.id, 'reply', body, officer('T2'))), { reply: { unitCode: 'T2' } })
  }
)

t.test('an objection never goes to a unit that has ended', async (t) => {
  for (const code of ['T3', 'T4']) await add(code, 'township', county)
  await add('V3', 'village', 'T3')
  const one = ok(await submit({ unitCode: 'T3' }))
  ok(await take(one.id, 'forward', { toUnitCode: 'V3', note: '属地' }, officer('T3')))
  await move('V3', 'T4')
  await retire('T3', 'T4')
  const back = await take(one.id, 'object', { reason: '非本处职责' }, officer('V3'))
  t.match(back, { status: 200, body: { unitCode: 'T4', decidingUnitCode: 'T4' } })
  const other = ok(await submit({ unitCode: x }))
  ok(await take(other.id, 'forward', { toUnitCode: county, note: '上报' }, officer(x)))
  t.equal(ok(await take(other.id, 'object', { reason: '退回' }, officer(county))).unitCode, x)
})

t.test('a review passes to the unit that now stands above, with its letter, and comes back', async (t) => {
  await add('T5', 'township', county)
  const { id } = ok(await submit({ unitCode: 'T5' }))
  ok(await take(id, 'accept', {}, officer('T5')))
  ok(await take(id, 'reply', { text: '答', outcome: 'explained', cause: 'other' }, officer('T5')))
  ok(await take(id, 'request-review', { requestedOn: '2026-03-02' }, officer('T5')))
  const body = { kind: 'urge', grounds: 'other', text: '催办' }
  const letter = ok(await call('POST', `/v1/cases/${id}/letters`, { as: officer('22'), body }))
  t.equal(letter.unitCode, county)
  await move('T5', beside)
  t.match((await read(id, beside)).body, { decidingUnitCode: beside, unitCode: 'T5' })
  t.equal((await read(letter.id, county, 'letters')).status, 404)
  t.match((await read(letter.id, beside, 'letters')).body, { unitCode: county, actingUnitCode: beside })
  await move('T5', county)
  t.match((await read(id, county)).body, { decidingUnitCode: county })
  t.match((await read(letter.id, county, 'letters')).body, { unitCode: county, actingUnitCode: null })
  await move('T5', beside)
  const answer = { as: officer(beside), body: { text: '已办' } }
  ok(await call('POST', `/v1/letters/${letter.id}/answer`, answer))
  const { review } = ok(await take(id, 'review', { text: '维持', outcome: 'maintained' }, officer(beside)))
  t.match(review, { unitCode: beside })
})

t.test('a report that a merger bars passes to the unit above on that day, and back with it', async (t) => {
  for (const code of ['T6', 'T7']) await add(code, 'township', county)
  const one = ok(await submit({ ...report, unitCode: 'T7', accusedUnitCode: 'T6' }))
  const body = { kind: 'supervise', grounds: 'other', text: '督办' }
  const letter = ok(await call('POST', `/v1/cases/${one.id}/letters`, { as: officer('2201'), body }))
  await retire('T6', 'T7', '2026-03-10')
  t.equal((await read(one.id, 'T7')).status, 200, 'a planned merger bars nobody before its day')
  service.clock.now = new Date('2026-03-10T00:00:00+08:00')
  t.equal((await read(one.id, 'T7')).status, 404)
  t.equal((await read(letter.id, 'T7', 'letters')).status, 404)
  t.match((await read(one.id, county)).body, {
    unitCode: county,
    decidingUnitCode: county,
    state: 'received'
  })
  t.match((await read(letter.id, county, 'letters')).body, { actingUnitCode: county })
  ok(await call('POST', '/v1/units/T6/reinstate', { as: { unit: '*', roles: ['admin'] } }))
  t.match((await read(one.id, county)).body, { unitCode: 'T7', decidingUnitCode: 'T7' })
  t.equal((await read(letter.id, 'T7', 'letters')).status, 200)
  service.clock.now = new Date('2026-03-02T10:00:00+08:00')
})

t.test('a report whose unit moves below the accused goes to the unit above', async (t) => {
  await add('T8', 'township', county)
  const one = ok(await submit({ ...report, unitCode: 'T8', accusedUnitCode: beside }))
  await move('T8', beside)
  t.equal((await read(one.id, 'T8')).status, 404)
  t.match((await read(one.id, '2201')).body, { unitCode: '2201' })
})
