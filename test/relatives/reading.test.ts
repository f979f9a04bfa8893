import t from 'tap'
import { makeProgramme } from '../examples/batch.ts'
import { county, of, relativesOf, township, village } from '../examples/relatives.ts'
import { ok, testService } from '../support/service.ts'

const service = await testService(t)
const { call } = service
const { filer, filing, step } = relativesOf(service)
await makeProgramme(service)
const url = '/v1/relative-filings'
/** The recipient lives in another county. */
const elsewhere = { village: '220202001001', township: '220202001', county: '220202', city: '2202' }
const { id } = await filing((await filer()).id, { villageCode: elsewhere.village })
const reads = async (unit: string) => (await call('GET', `${url}/${id}`, { as: of(unit) })).status
const lists = async (unit: string, query = '') => {
  const { body } = await call('GET', `${url}?count=true${query}`, { as: of(unit) })
  return [body.items.some((one: { id: string }) => one.id === id), body.total]
}

t.test('seen by the unit of the filer and those above it', async (t) => {
  for (const unit of [village, township, county, '2201', '22']) t.equal(await reads(unit), 200, unit)
  for (const unit of ['220102001002', '220103', '*']) t.equal(await reads(unit), 404, unit)
})

t.test('seen where the recipient lives from the county up, and not below', async (t) => {
  for (const unit of [elsewhere.county, elsewhere.city]) {
    t.equal(await reads(unit), 200, unit)
    t.same(await lists(unit), [true, 1], unit)
  }
  for (const unit of [elsewhere.village, elsewhere.township]) {
    t.equal(await reads(unit), 404, unit)
    t.same(await lists(unit), [false, 0], unit)
  }
  t.same(await lists(elsewhere.city, `&within=${elsewhere.township}`), [true, 1])
  t.same(await lists(county, `&unitCode=${village}`), [true, 1])
})

t.test('there the county registers and visits, and the unit of the filer corrects and ends', async (t) => {
  const as = of(elsewhere.county, ['leader'])
  const { actions } = ok(await call('GET', `${url}/${id}`, { as }))
  t.same(actions, ['register', 'visit'])
  t.match(await step(id, 'end', { on: '2026-03-02', reason: 'died' }, as), {
    status: 403,
    body: { code: 'filing-of-others' }
  })
  t.match(ok(await step(id, 'register', { level: 'county' }, as)), {
    registrations: [{ unitCode: elsewhere.county }]
  })
})

t.test('roles: whoever files reads what was filed', async (t) => {
  for (const role of ['viewer', 'inspector', 'caseworker', 'fund-officer', 'leader', 'auditor'] as const)
    t.equal((await call('GET', url, { as: of(county, [role]) })).status, 200, role)
  for (const role of ['planner', 'identity-reader', 'admin'] as const)
    t.equal((await call('GET', url, { as: of(county, [role]) })).status, 403, role)
})

t.test('filtered', async (t) => {
  const other = await filing((await filer()).id, {
    relation: 'child',
    trigger: 'appointment',
    recipientNo: 'R8'
  })
  const found = async (query: string) => {
    const { items } = ok(await call('GET', `${url}?${query}`, { as: of(county) }))
    return items.map((one: { id: string }) => one.id).sort()
  }
  // Both were made in one instant of the clock, so their order is a matter of chance.
  const both = [other.id, id].sort()
  t.same(await found('relation=child'), [other.id])
  t.same(await found('relation=child,parent'), both)
  t.same(await found('trigger=appointment'), [other.id])
  t.same(await found(`filerId=${other.filerId}`), [other.id])
  t.same(await found(`villageCode=${elsewhere.village}`), [id])
  t.same(await found('programme=urban-low-income&state=filed'), both)
  t.same(await found('state=ended'), [])
  t.same(await found('filedFrom=2026-03-03'), [])
  t.same(await found('filedTo=2026-03-02'), both)
  t.same(await found('stale=true'), [])
  t.equal((await found('stale=false')).length, 2)
})
