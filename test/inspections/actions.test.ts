import t from 'tap'
import { beside, city, county, inspectionsOf, inspector, visit } from '../examples/inspection.ts'
import { ok, testService } from '../support/service.ts'

const service = await testService(t)
const { call, clock } = service
const { planned, step, change, upTo, read, list, run } = inspectionsOf(service)

/** Sets the clock to ten in the morning in Shanghai. */
const on = (day: string) => {
  clock.now = new Date(`${day}T10:00:00+08:00`)
}
const actions = async (id: string, unit = city) => (await read(id, unit)).body.actions
const updatedAt = async (id: string, unit = city) => (await read(id, unit)).body.updatedAt

t.test('a reader is told the steps that they may take now', async (t) => {
  const id = await planned()
  t.same(await actions(id), ['arrange', 'start', 'cancel', 'draw-team'], 'no notice of such a visit')
  const viewer = { as: { unit: city, roles: ['viewer' as const] } }
  t.same((await call('GET', `/v1/inspections/${id}`, viewer)).body.actions, [], 'by their roles')
  const check = await planned({ method: 'open-check' })
  t.same(await actions(check), ['arrange', 'notify', 'start', 'cancel', 'draw-team'])
  t.same(ok(await step(check, 'notify')).actions, ['arrange', 'start', 'cancel', 'draw-team'])
  t.same(await actions(check, county), [], 'the target')
  const begun = await upTo('start')
  t.same(await actions(begun), ['keep', 'complete', 'find'])
  t.same(await actions(begun, county), [])
  t.same(await actions(await upTo('complete')), ['publish', 'find'])
  t.same(await actions(await upTo('publish')), ['find'])
})

t.test('who may not take a step is told so before they learn of a version', async (t) => {
  const id = await upTo('notify')
  const headers = { 'if-match': '"7"' }
  t.match(await step(id, 'start', { headers, as: inspector(county) }), { status: 403 })
  t.match(await step(id, 'start', { headers }), { status: 412 })
  t.match(await step(id, 'publish', { headers }), { status: 412 })
  t.match(await step(id, 'publish'), { status: 409 })
  const body = { plannedOn: '2026-06-04' }
  t.match(await change(id, body, { headers, as: inspector(county) }), { status: 403 })
  t.match(await change(id, body, { headers }), { status: 412 })
  const finding = { area: 'funds', severity: 'serious', text: '未足额发放。' }
  t.match(await step(id, 'findings', { headers, body: finding }), { status: 412 })
  t.match(await step(id, 'findings', { body: finding }), { status: 409 })
})

t.test('the target learns of no change of the arrangements before the beginning', async (t) => {
  on('2026-03-02')
  const id = await upTo('notify')
  on('2026-03-03')
  ok(await change(id, { team: [] }))
  t.equal(await updatedAt(id), '2026-03-03T10:00:00+08:00')
  t.equal(await updatedAt(id, county), '2026-03-02T10:00:00+08:00')
  const since = `?updatedSince=${encodeURIComponent('2026-03-03T00:00:00+08:00')}`
  t.ok((await list(city, since)).includes(id))
  t.notOk((await list(county, since)).includes(id))
  on('2026-03-04')
  ok(await step(id, 'start'))
  t.equal(await updatedAt(id, county), '2026-03-04T10:00:00+08:00')
  t.ok((await list(county, since)).includes(id))
})

t.test('lists by several values, and by the last change', async (t) => {
  on('2026-03-09')
  const ids = [
    await planned({ plannedOn: '2026-07-01' }),
    await planned({ plannedOn: '2026-07-02', method: 'open-check' })
  ]
  const july = (query: string) => list(city, `?from=2026-07-01&to=2026-07-31${query}`)
  t.same(await july(''), ids.toReversed())
  t.same(await july('&method=unannounced-visit,open-check'), ids.toReversed())
  t.same(await july('&method=evaluation,open-check'), [ids[1]])
  ok(await step(ids[1] as string, 'notify'))
  t.same(await july('&state=planned,notified'), ids.toReversed())
  t.same(await july('&state=notified,completed'), [ids[1]])
  t.same(await july(`&updatedSince=${encodeURIComponent('2026-03-10T00:00:00+08:00')}`), [])
  t.match(await call('GET', '/v1/inspections?state=planned,lost', { as: inspector(city) }), { status: 400 })
})

t.test('campaigns', async (t) => {
  on('2026-03-10')
  const id = await run({ to: '2026-06-30' })
  const url = `/v1/campaigns/${id}`
  const as = inspector(city)
  const { body } = await call('GET', url, { as })
  t.same([body.actions, body.updatedAt], [['close'], body.createdAt])
  t.same((await call('GET', url, { as: { unit: city, roles: ['viewer'] } })).body.actions, [])
  on('2026-03-11')
  ok(await call('POST', '/v1/inspections', { as, body: { ...visit, targetCode: beside, campaignId: id } }))
  t.equal((await call('GET', url, { as })).body.updatedAt, '2026-03-11T10:00:00+08:00', 'its progress')
  const since = encodeURIComponent('2026-03-11T00:00:00+08:00')
  const found = async (query: string) =>
    (await call('GET', `/v1/campaigns?${query}`, { as })).body.items.map((one: { id: string }) => one.id)
  t.same(await found(`updatedSince=${since}`), [id])
  t.same(await found('state=open,closed'), [id])
  t.same(ok(await call('POST', `${url}/close`, { as })).actions, [])
  t.same(await found('state=open'), [])
})

t.test('the register', async (t) => {
  on('2026-03-12')
  const as = inspector(city)
  const entry = { unitCode: city, name: '王芳', post: '科员', qualifications: ['funds'] }
  const { id, actions } = ok(
    await call('POST', '/v1/staff', { as: { unit: city, roles: ['leader'] }, body: entry })
  )
  t.same(actions, ['change'])
  t.same((await call('GET', `/v1/staff/${id}`, { as: { unit: city, roles: ['viewer'] } })).body.actions, [])
  const found = async (query: string) =>
    (await call('GET', `/v1/staff?${query}`, { as })).body.items.map((one: { id: string }) => one.id)
  t.same(await found('area=funds,petitions'), [id])
  t.same(await found('area=policy,petitions'), [])
  t.same(await found(`updatedSince=${encodeURIComponent('2026-03-12T00:00:00+08:00')}`), [id])
  t.same(await found(`updatedSince=${encodeURIComponent('2026-03-13T00:00:00+08:00')}`), [])
})
