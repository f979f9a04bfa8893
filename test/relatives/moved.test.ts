import t from 'tap'
import { makeProgramme } from '../examples/batch.ts'
import { county, of, relativesOf, township, village } from '../examples/relatives.ts'
import { ok, testService } from '../support/service.ts'

const service = await testService(t)
const { call } = service
const { filer, filing, step } = relativesOf(service)
await makeProgramme(service)
const url = '/v1/relative-filings'
const otherTownship = '220102002'

t.test('a village moves: filings follow it, registrations keep the township that made them', async (t) => {
  const { id: filerId } = await filer()
  const { id } = await filing(filerId)
  const { name } = (await call('GET', `/v1/units/${township}`)).body
  ok(await step(id, 'register', { level: 'village' }, of(village, ['leader'])))
  ok(await step(id, 'register', { level: 'township' }, of(township, ['leader'])))
  ok(await step(id, 'register', { level: 'county' }))
  const body = { parentCode: otherTownship }
  ok(
    await call('PATCH', `/v1/units/${village}`, {
      as: of('22', ['admin']),
      body,
      headers: { 'if-match': '"1"' }
    })
  )
  const as = of(otherTownship)
  const moved = ok(await call('GET', `${url}/${id}`, { as }))
  t.match(moved, { state: 'registered', registrations: [{}, { unitCode: township, unitName: name }, {}] })
  t.equal((await call('GET', `/v1/filers/${filerId}`, { as })).status, 200)
  t.match((await call('GET', url, { as })).body.items, [{ id }])
  t.equal((await call('GET', `${url}/${id}`, { as: of(township) })).status, 404)
})

t.test('a village ends: its successor keeps filers and filings', async (t) => {
  const [ending, successor] = ['220102001002', '220102001003']
  const { id: filerId } = await filer({ unitCode: ending })
  const { id } = await filing(filerId, { villageCode: ending })
  const end = { on: '2026-03-02', successorCode: successor }
  ok(await call('POST', `/v1/units/${ending}/retire`, { as: of('22', ['admin']), body: end }))
  const as = of(successor, ['leader'])
  t.match(ok(await call('GET', `${url}/${id}`, { as })), {
    filerUnitCode: ending,
    actingUnitCode: successor,
    actions: ['register', 'correct', 'end']
  })
  ok(await step(id, 'end', { on: '2026-03-02', reason: 'left-post' }, as))
  t.match(await call('GET', `/v1/filers/${filerId}`, { as: of(county) }), { status: 200 })
})
