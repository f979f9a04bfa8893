import t from 'tap'
import { dutyExamples } from '../examples/duties.ts'
import { ok, type Person, testService } from '../support/service.ts'

const service = await testService(t)
const { call, clock } = service
const url = '/v1/duty-records'
const of = (unit: string): Person => ({ unit, roles: ['leader', 'viewer'], sub: unit })
const [province, city, county, township, beside] = ['22', '2202', '220202', '220202001', '2201']

const file = async (unitCode: string, kind: keyof typeof dutyExamples, change = {}) => {
  clock.now = new Date(clock.now.getTime() + 1000)
  const body = { unitCode, year: 2026, ...dutyExamples[kind], ...change }
  return ok(await call('POST', url, { as: of(unitCode), body })).id as string
}
const scheme = await file(city, 'scheme', { validYears: { from: 2026, to: 2028 } })
const publicity = await file(city, 'publicity')
const training = await file(county, 'training')

const ids = async (unit: string, query = '') => {
  const { body } = await call('GET', `${url}?count=true${query}`, { as: of(unit) })
  t.equal(body.total, body.items.length, `${unit} ${query}`)
  return body.items.map(({ id }: { id: string }) => id)
}
const status = async (unit: string, id: string) =>
  (await call('GET', `${url}/${id}`, { as: of(unit) })).status

t.test('the unit and those above; schemes also those below, while they are on file', async (t) => {
  for (const unit of [province, city]) t.equal(await status(unit, publicity), 200)
  for (const unit of [county, township, beside, '*']) t.equal(await status(unit, publicity), 404, unit)
  for (const unit of [province, city, county, township]) t.equal(await status(unit, scheme), 200, unit)
  for (const unit of [beside, '*']) t.equal(await status(unit, scheme), 404, unit)
  const gone = await file(city, 'rules')
  t.equal(await status(county, gone), 200)
  ok(await call('POST', `${url}/${gone}/withdraw`, { as: of(city), body: { reason: '误报' } }))
  t.equal(await status(county, gone), 404)
  t.equal(await status(city, gone), 200)
})

t.test('lists', async (t) => {
  t.same(await ids(province, '&state=filed'), [training, publicity, scheme])
  t.same(await ids(city, '&state=filed'), [training, publicity, scheme])
  t.same(await ids(county), [training])
  t.same(await ids(township), [])
  t.same(await ids(province, `&unitCode=${city}&state=filed`), [publicity, scheme])
  t.same(await ids(province, '&kind=scheme,training'), [training, scheme])
  t.same(await ids(province, '&year=2027'), [scheme], 'a scheme for several years')
  t.same(await ids(province, '&review=returned'), [])
  t.same(await ids(province, '&updatedSince=2026-03-02T09:00:03%2B08:00&state=filed'), [training])
  t.equal((await call('GET', `${url}?within=${beside}`, { as: of(city) })).status, 404)
})

t.test('a table has the figures in columns', async (t) => {
  const { text } = await call('GET', `${url}?state=filed`, { as: of(city), headers: { accept: 'text/csv' } })
  const [header, first] = text.replace('\ufeff', '').split('\n')
  t.match(header, /,sessions,people,copies$/)
  t.match(first, /,1,17,$/)
})

t.test('the timeline of the unit', async (t) => {
  const { body } = await call('GET', `/v1/units/${county}/timeline`, { as: of(city) })
  t.match(
    body.items.filter(({ kind }: { kind: string }) => kind === 'duty-record.filed'),
    [{ summary: dutyExamples.training.title }]
  )
})
